import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../../db/changed-rows.ts';

const BATCH = 20_000;

/**
 * Skips what is left of a run that was cancelled or has reached its end time, except mails that are on the
 * wire. Works in batches, each in a transaction that also updates the counters, until nothing is left or
 * `milliseconds` have passed; the next call continues. Returns how many deliveries were skipped.
 */
export async function skipRest(em: EntityManager, runId: number, milliseconds = Infinity): Promise<number> {
  const until = performance.now() + milliseconds;
  let skipped = 0;
  for (;;) {
    const batch = await em.transactional((tx) => skipBatch(tx, runId));
    skipped += batch;
    const isOver = batch < BATCH && !(await looksFromStart(em, runId));
    if (isOver || performance.now() >= until) return skipped;
  }
}

async function skipBatch(em: EntityManager, runId: number): Promise<number> {
  // Takes the run's lock first. Announcing a delivery takes it too, so none is announced while this looks.
  const [run] = await em.execute<{ skips_rest_as: string | null; claim_cursor: string }[]>(
    'select skips_rest_as, claim_cursor from mailing_run where id = ? and finished_at is null for update',
    [runId],
  );
  if (!run?.skips_rest_as) return 0;
  return changedRows(
    em,
    `with flying as (
       select unnest(in_flight) as id from lease where run_id = ?
     ), rest as (
       (select id, state from delivery where run_id = ? and exception = 'DEFERRED'
          and id not in (select id from flying) limit ${BATCH})
       union all
       (select id, state from delivery where run_id = ? and state = 'PENDING' and id > ?
          and id not in (select id from flying) order by id limit ${BATCH})
     ), skipped as (
       update delivery set state = 'SKIPPED', skip_reason = ?, next_try_at = null
       from rest where delivery.run_id = ? and delivery.id = rest.id returning rest.state
     ), counted as (
       update mailing_run set skipped = skipped + (select count(*) from skipped),
         pending = pending - (select count(*) from skipped where state = 'PENDING'),
         deferred = deferred - (select count(*) from skipped where state = 'DEFERRED'),
         claim_cursor = coalesce((select max(id) from rest where state = 'PENDING'), claim_cursor)
       where id = ?
     )
     select from skipped`,
    [runId, runId, runId, run.claim_cursor, run.skips_rest_as, runId, runId],
  );
}

/**
 * The cursor of claims is only a hint: if something is pending and nobody holds a part of the run, it goes
 * back to the start.
 */
async function looksFromStart(em: EntityManager, runId: number): Promise<boolean> {
  const changed = await changedRows(
    em,
    `update mailing_run set claim_cursor = 0 where id = ? and pending > 0 and claim_cursor > 0
       and not exists (select from lease where run_id = mailing_run.id)`,
    [runId],
  );
  return changed > 0;
}
