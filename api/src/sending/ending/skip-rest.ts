import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../../db/changed-rows.ts';

const BATCH = 20_000;

/**
 * Skips what is left of a run that was cancelled or whose time is over, except what is on the wire at this moment. In
 * batches, each a transaction with its counters, until nothing is left or `milliseconds` have gone by; whoever comes
 * next goes on. Returns how many were skipped.
 */
export async function skipRest(em: EntityManager, runId: number, milliseconds = Infinity): Promise<number> {
  const until = performance.now() + milliseconds;
  let skipped = 0;
  for (;;) {
    const batch = await em.transactional((tx) => skipBatch(tx, runId));
    skipped += batch;
    if (batch < BATCH || performance.now() >= until) return skipped;
  }
}

async function skipBatch(em: EntityManager, runId: number): Promise<number> {
  // The run's lock first: who announces a delivery holds it too, so none is announced while we look.
  const [run] = await em.execute<{ skips_rest_as: string | null }[]>(
    'select skips_rest_as from mailing_run where id = ? and finished_at is null for update',
    [runId],
  );
  if (!run?.skips_rest_as) return 0;
  return changedRows(
    em,
    `with rest as (
       select id, state from delivery
       where run_id = ? and state in ('PENDING', 'DEFERRED')
         and id not in (select unnest(in_flight) from lease where run_id = ?)
       limit ${BATCH}
     ), skipped as (
       update delivery set state = 'SKIPPED', skip_reason = ?, next_try_at = null
       from rest where delivery.id = rest.id returning rest.state
     ), counted as (
       update mailing_run set skipped = skipped + (select count(*) from skipped),
         pending = pending - (select count(*) from skipped where state = 'PENDING'),
         deferred = deferred - (select count(*) from skipped where state = 'DEFERRED')
       where id = ?
     )
     select from skipped`,
    [runId, runId, run.skips_rest_as, runId],
  );
}
