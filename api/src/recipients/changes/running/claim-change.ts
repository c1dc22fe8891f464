import { randomUUID } from 'node:crypto';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { ChangeSettings, RecipientChangeKind } from '../recipient-change.entity.ts';

/** A change that a worker holds. */
export interface ClaimedChange {
  id: number;
  lease: string;
  status: 'RUNNING' | 'UNDOING';
  ownerId: number;
  kind: RecipientChangeKind;
  settings: ChangeSettings;
  batchCount: number;
  attempts: number;
}

/** How to work on a change. */
export interface RunChange {
  orm: MikroORM;
  leaseSeconds: number;
  /** Aborted when the process is to stop: the change is released between two batches. */
  signal: AbortSignal;
  onBatch?: (claimed: ClaimedChange) => void | Promise<void>;
}

/**
 * Claims a change that is waiting or whose worker has died; only the given one if `id` is set. Returns null
 * if there is none.
 */
export async function claimChange(
  em: EntityManager,
  { leaseSeconds, changeId = null }: { leaseSeconds: number; changeId?: number | null },
): Promise<ClaimedChange | null> {
  const [row] = await em.execute<ClaimedChange[]>(
    `update recipient_change set
       status = case status when 'UNDOING' then 'UNDOING' else 'RUNNING' end, lease = ?,
       leased_until = now() + make_interval(secs => ?), attempts = attempts + 1, started_at = coalesce(started_at, now())
     where id = (
       select id from recipient_change
       where status in ('QUEUED', 'RUNNING', 'UNDOING') and coalesce(leased_until, '-infinity') < now()
         and id = coalesce(?, id)
       order by id limit 1 for update skip locked
     )
     returning id, lease, status, owner_id as "ownerId", kind, settings, batch_count as "batchCount", attempts`,
    [randomUUID(), leaseSeconds, changeId],
  );
  return row ?? null;
}

/** Releases a change, so that another worker can continue at once. */
export async function releaseChange(em: EntityManager, { id, lease }: ClaimedChange): Promise<void> {
  await em.execute(
    'update recipient_change set leased_until = null, attempts = 0 where id = ? and lease = ?',
    [id, lease],
  );
}
