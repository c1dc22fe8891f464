import { randomUUID } from 'node:crypto';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { ImportSettings } from '../import-settings.ts';

/** An import that a worker holds. */
export interface ClaimedImport {
  id: number;
  lease: string;
  status: 'RUNNING' | 'UNDOING';
  ownerId: number;
  uploadId: number | null;
  dryRun: boolean;
  settings: ImportSettings;
  rowCount: number;
  batchCount: number;
  attempts: number;
}

/** How an import is worked on. */
export interface RunImport {
  orm: MikroORM;
  leaseSeconds: number;
  /** The process wants to end: the import is given back between two batches. */
  signal: AbortSignal;
  onBatch?: (claimed: ClaimedImport) => void | Promise<void>;
}

/** An import that has killed so many workers, or was given up as often, without a row saved in between, is at fault itself. */
export const MOST_ATTEMPTS = 5;

/** Takes an import that waits, or whose worker has died; one alone where its number is given. Null where there is none. */
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
     returning id, lease, status, owner_id as "ownerId", upload_id as "uploadId", dry_run as "dryRun", settings,
       row_count as "rowCount", batch_count as "batchCount", attempts`,
    [randomUUID(), leaseSeconds, importId],
  );
  return row ?? null;
}

/** The lease is another's by now, or somebody has ended the import. */
export class LeaseLost extends Error {}

/** Gives an import back, for another to go on with at once. */
export async function releaseImport(em: EntityManager, { id, lease }: ClaimedImport): Promise<void> {
  await em.execute(
    'update recipient_import set leased_until = null, attempts = 0 where id = ? and lease = ?',
    [id, lease],
  );
}
