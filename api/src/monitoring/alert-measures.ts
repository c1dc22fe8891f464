import type { Context } from '../context/context.ts';
import { workerMeasures } from './worker-measures.ts';
import type { Measure } from '../http/metrics.ts';
import { VERSION } from '../platform/version.ts';
import { PauseReason } from '../runs/run.enums.ts';
import { countTotals, type Totals } from '../statistics/count-totals.ts';

const FOREVER = new Date('9999-01-01T00:00:00Z');

interface Row {
  oldest_pending: number;
  oldest_deferred: number;
  overdue_start: number;
  overdue_mail: number;
  calls: string;
  failing_webhooks: string;
  bytes: string;
}

// Of large tables the beginning of an index is read, and of attempts the sums of their counters.
const READ = `
select
  (select coalesce(max(extract(epoch from now() - greatest(started_at, held_until))), 0)::float8
   from mailing_run where finished_at is null and status = 'RUNNING' and pending > 0) as oldest_pending,
  (select coalesce(max(extract(epoch from now() - (
     select min(next_try_at) from delivery where run_id = mailing_run.id and state = 'DEFERRED'))), 0)::float8
   from mailing_run where finished_at is null and status = 'RUNNING' and deferred > 0) as oldest_deferred,
  (select coalesce(max(extract(epoch from now() - next_run_at)), 0)::float8 from mailing where next_run_at < now()) as overdue_start,
  (select coalesce(max(extract(epoch from now() - created_at)), 0)::float8 from account_mail where finished_at is null) as overdue_mail,
  (select count(*) from webhook_call where status = 'PENDING') as calls,
  (select count(*) from webhook where failing_since is not null or disabled_as in ('GONE', 'FAILING')) as failing_webhooks,
  pg_database_size(current_database()) as bytes`;

/** Returns the metrics that the alert rules use, and those for graphs of results. */
export async function findAlertMeasures(ctx: Context): Promise<Measure[]> {
  const everything = { ownerId: null, mailingId: null, from: new Date(0), to: FOREVER, timeZone: 'UTC' };
  const totals = await countTotals(ctx, everything);
  const [[row], ...rest] = [
    await ctx.em.execute<Row[]>(READ),
    await pausedMeasure(ctx),
    await connectionMeasure(ctx),
  ] as const;
  return [attemptMeasure(totals), ...measuresOf(row!), ...rest, buildMeasure, ...(await workerMeasures(ctx))];
}

const gauge = (name: string, help: string, value: number | string): Measure => ({
  name,
  help,
  values: [{ value: Math.max(0, Number(value)) }],
});

const attemptMeasure = ({ succeeded, failed, unknown }: Totals): Measure => ({
  name: 'postline_attempts_total',
  help: 'Attempts since the beginning, by result; deleted mailings count too.',
  values: [
    { labels: { status: 'SUCCESS' }, value: succeeded },
    { labels: { status: 'FAILURE' }, value: failed },
    { labels: { status: 'UNKNOWN' }, value: unknown },
  ],
});

const measuresOf = (row: Row): Measure[] => [
  gauge(
    'postline_oldest_pending_seconds',
    'How long the oldest run that goes on has had deliveries that were not tried yet.',
    row.oldest_pending,
  ),
  gauge(
    'postline_overdue_retry_seconds',
    'How long the most overdue delivery has waited beyond the time of its next try.',
    row.oldest_deferred,
  ),
  gauge(
    'postline_overdue_start_seconds',
    'How late the most overdue start of a mailing is.',
    row.overdue_start,
  ),
  gauge(
    'postline_oldest_account_mail_seconds',
    'The age of the oldest account mail that waits.',
    row.overdue_mail,
  ),
  gauge('postline_webhook_calls_pending', 'Calls of webhooks that wait for a try.', row.calls),
  gauge('postline_webhooks_failing', 'Webhooks that fail, or were disabled for that.', row.failing_webhooks),
  gauge('postline_database_bytes', 'The size of the database.', row.bytes),
];

async function pausedMeasure(ctx: Context): Promise<Measure> {
  const rows = await ctx.em.execute<{ reason: string; runs: string }[]>(
    `select reason, count(*) as runs from mailing_run, unnest(pause_reasons) reason
     where finished_at is null group by reason`,
  );
  return {
    name: 'postline_paused_runs',
    help: 'Paused runs by the reason; a run may have several.',
    values: Object.values(PauseReason).map((reason) => ({
      labels: { reason },
      value: Number(rows.find((row) => row.reason === reason)?.runs ?? 0),
    })),
  };
}

/** For all processes together. */
async function connectionMeasure(ctx: Context): Promise<Measure> {
  const rows = await ctx.em.execute<{ state: string; count: string }[]>(
    `select case when state = 'idle' then 'idle' when state like 'idle in%' then 'idle in transaction' else 'active' end as state,
       count(*) from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' group by 1`,
  );
  return {
    name: 'postline_database_connections',
    help: 'Connections of all processes to the database, by state.',
    values: ['active', 'idle', 'idle in transaction'].map((state) => ({
      labels: { state },
      value: Number(rows.find((row) => row.state === state)?.count ?? 0),
    })),
  };
}

const buildMeasure: Measure = {
  name: 'postline_build_info',
  help: 'The versions of Postline and Node of the server, as labels.',
  values: [{ labels: { version: VERSION, node: process.version }, value: 1 }],
};
