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

/** How a change is worked on. */
export interface RunChange {
  orm: MikroORM;
  leaseSeconds: number;
  /** The process wants to end: the change is given back between two batches. */
  signal: AbortSignal;
  onBatch?: (claimed: ClaimedChange) => void | Promise<void>;
}

/** Takes a change that waits, or whose worker has died; one alone where its number is given. Null where there is none. */
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

/** Gives a change back, for another to go on with at once. */
export async function releaseChange(em: EntityManager, { id, lease }: ClaimedChange): Promise<void> {
  await em.execute(
    'update recipient_change set leased_until = null, attempts = 0 where id = ? and lease = ?',
    [id, lease],
  );
}
