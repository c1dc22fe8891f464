import { loaderOf, type Context } from '../context/context.ts';

/** Seconds without a sender before that is worth telling: one that is restarted or replaced is back sooner. */
const PATIENCE = 60;

/** Returns the number of sender processes that are alive, on any machine. */
export async function countSenders(ctx: Context): Promise<number> {
  const [row] = await ctx.em.execute<{ senders: number }[]>(
    'select count(*)::int as senders from worker where expires_at > now()',
  );
  return row!.senders;
}

const LONG_AGO = `now() - interval '${PATIENCE} seconds'`;

// A sender that was asked to end leaves no trace, but the results of its last seconds.
const IS_STUCK = `run.finished_at is null and run.status = 'RUNNING'
  and greatest(run.started_at, run.held_until, run.opens_at, to_timestamp(run.rate_bucket * 5)) < ${LONG_AGO}`;
const NOBODY_SENDS = `not exists (select from worker where expires_at > ${LONG_AGO})`;

/** Whether runs that could be sent stand still because no sender has been alive for a minute. */
export const lacksSender = loaderOf<number, boolean>((ctx, runIds) =>
  areAmong(
    ctx,
    `select id from mailing_run run where id = any (?::int[]) and ${IS_STUCK} and ${NOBODY_SENDS}`,
    runIds,
  ),
);

/** The same of the runs of mailings, and of starts that are overdue. */
export const mailingLacksSender = loaderOf<number, boolean>((ctx, mailingIds) =>
  areAmong(
    ctx,
    `select id from mailing where id = any (?::int[]) and ${NOBODY_SENDS} and (next_run_at < ${LONG_AGO}
       or exists (select from mailing_run run where run.mailing_id = mailing.id and ${IS_STUCK}))`,
    mailingIds,
  ),
);

/** Whether each id is among those that a statement selects of them. */
async function areAmong(ctx: Context, sql: string, ids: readonly number[]): Promise<boolean[]> {
  const rows = await ctx.em.execute<{ id: number }[]>(sql, [`{${ids.join()}}`]);
  const found = new Set(rows.map(({ id }) => id));
  return ids.map((id) => found.has(id));
}
