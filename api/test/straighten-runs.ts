import { testApp } from './database.ts';

/** Counts the rows of unfinished runs that other tests have made without them: those of an installation add up. */
export async function straightenRuns(): Promise<void> {
  const { orm } = await testApp();
  await orm.em.fork().execute(`
    with counted as (
      select run.id, count(delivery.id)::int as total,
        count(*) filter (where state = 'PENDING')::int as pending, count(*) filter (where state = 'SENT')::int as sent,
        count(*) filter (where state = 'FAILED')::int as failed, count(*) filter (where state = 'SKIPPED')::int as skipped,
        count(*) filter (where state = 'DEFERRED')::int as deferred, count(*) filter (where state = 'UNKNOWN')::int as unknown
      from mailing_run run left join delivery on run_id = run.id where finished_at is null group by run.id
    )
    update mailing_run run set total = counted.total, pending = counted.pending, sent = counted.sent,
      failed = counted.failed, skipped = counted.skipped, deferred = counted.deferred, unknown = counted.unknown
    from counted where counted.id = run.id and row(run.total, run.pending, run.sent, run.failed, run.skipped, run.deferred)
      is distinct from row(counted.total, counted.pending, counted.sent, counted.failed, counted.skipped, counted.deferred)`);
}
