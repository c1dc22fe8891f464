import type { Log } from '../../../platform/log.ts';
import { randomUUID } from 'node:crypto';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { ImportSettings } from '../import-settings.ts';

/** An import that a worker holds. */
export interface ClaimedImport {
  id: number;
  lease: string;
  status: 'RUNNING' | 'UNDOING';
  ownerId: number;
  fileName: string;
  uploadId: number | null;
  dryRun: boolean;
  settings: ImportSettings;
  rowCount: number;
  batchCount: number;
  remarkCount: number;
  attempts: number;
}

/** How to work on an import. */
export interface RunImport {
  orm: MikroORM;
  log: Log;
  leaseSeconds: number;
  /** Aborted when the process is to stop: the import is released between two batches. */
  signal: AbortSignal;
  /** How long reading a piece of the file may take, in milliseconds; a minute by default. */
  pieceDeadline?: number;
  onBatch?: (claimed: ClaimedImport) => void | Promise<void>;
}

/** An import is given up after this many workers have died of it, or given it up, without saving a row. */
export const MOST_ATTEMPTS = 5;

/**
 * Claims an import that is waiting or whose worker has died; only the given one if `id` is set. Returns null
 * if there is none.
 */
export async function claimImport(
  em: EntityManager,
  { leaseSeconds, importId = null }: { leaseSeconds: number; importId?: number | null },
): Promise<ClaimedImport | null> {
  const [row] = await em.execute<ClaimedImport[]>(
    `update recipient_import set
       status = case status when 'UNDOING' then 'UNDOING' else 'RUNNING' end, lease = ?,
       leased_until = now() + make_interval(secs => ?), attempts = attempts + 1, started_at = coalesce(started_at, now())
     where id = (
       select id from recipient_import
       where status in ('QUEUED', 'RUNNING', 'UNDOING') and coalesce(leased_until, '-infinity') < now()
         and id = coalesce(?, id)
       order by id limit 1 for update skip locked
     )
     returning id, lease, status, owner_id as "ownerId", file_name as "fileName", upload_id as "uploadId",
       dry_run as "dryRun", settings, row_count as "rowCount", batch_count as "batchCount",
       remark_count as "remarkCount", attempts`,
    [randomUUID(), leaseSeconds, importId],
  );
  return row ?? null;
}

/** Another worker holds the lease by now, or somebody has ended the import. */
export class LeaseLost extends Error {}

/** Releases an import, so that another worker can continue at once. */
export async function releaseImport(em: EntityManager, { id, lease }: ClaimedImport): Promise<void> {
  await em.execute(
    'update recipient_import set leased_until = null, attempts = 0 where id = ? and lease = ?',
    [id, lease],
  );
}
