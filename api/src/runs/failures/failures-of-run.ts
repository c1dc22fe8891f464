import { raw, type FilterQuery } from '@mikro-orm/core';
import { loaderOf } from '../../context/context.ts';
import type { Delivery } from '../delivery.entity.ts';
import type { FailureReason } from '../failure-reason.ts';
import type { RunFailure } from './run-failure.ts';

/** Only this many failed deliveries of a run are examined, because reading more replies would take long. */
const MOST_READ = 10_000;

const reasonOfLast = (delivery: string) => `(
  select failure_reason(status, smtp_code, server_response) from attempt
  where attempt.run_id = ${delivery}.run_id and attempt.delivery_id = ${delivery}.id order by attempt.id desc limit 1)`;

/** Why deliveries of runs failed or will be tried again, the most frequent reason first. */
export const failuresOfRun = loaderOf<number, RunFailure[]>(async (ctx, runIds) => {
  const rows = await ctx.em.execute<(RunFailure & { runId: number })[]>(
    `select run.id as "runId", found.* from unnest(?::int[]) run (id) cross join lateral (
       select exception as state, failure_reason(status, smtp_code, server_response) as reason,
         count(*)::int as count, min(server_response) as "serverResponse"
       from (
         select id, run_id, exception from delivery
         where run_id = run.id and exception in ('FAILED', 'DEFERRED') order by id limit ?
       ) delivery
       cross join lateral (
         select status, smtp_code, server_response from attempt
         where attempt.run_id = delivery.run_id and delivery_id = delivery.id order by id desc limit 1
       ) last
       group by 1, 2) found
     order by found.count desc, found.reason`,
    [`{${[...new Set(runIds)].join()}}`, MOST_READ],
  );
  const byRun = Map.groupBy(rows, ({ runId }) => runId);
  return runIds.map((id) => byRun.get(id) ?? []);
});

/** Deliveries whose last attempt failed for a reason. */
export const failedFor = (reason: FailureReason): FilterQuery<Delivery>[] => [
  { exception: { $in: ['FAILED', 'DEFERRED'] } },
  { [raw((alias) => `(${reasonOfLast(alias)} = ?)`, [reason])]: [] } as FilterQuery<Delivery>,
];

/** When the next deferred delivery of runs is tried again. */
export const nextRetryOfRun = loaderOf<number, Date | null>(async (ctx, runIds) => {
  const rows = await ctx.em.execute<{ id: number; at: string | null }[]>(
    `select run.id, (select min(next_try_at) from delivery where run_id = run.id and next_try_at is not null) as at
     from unnest(?::int[]) run (id)`,
    [`{${[...new Set(runIds)].join()}}`],
  );
  const byRun = new Map(rows.map(({ id, at }) => [id, at === null ? null : new Date(at)]));
  return runIds.map((id) => byRun.get(id) ?? null);
});
