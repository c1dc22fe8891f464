import type { Context } from '../context/context.ts';
import type { Measure } from '../http/metrics.ts';
import { findAlertMeasures } from './alert-measures.ts';
import { findMailServers } from '../sending/servers/find-mail-servers.ts';
import { countSenders } from '../sending/living-senders.ts';
import type { MailServerState } from '../sending/servers/mail-server-state.ts';
import { jobList } from '../jobs/job-list.ts';

const states = ['pending', 'sent', 'deferred', 'failed', 'skipped', 'unknown'] as const;

type RunsRow = Record<(typeof states)[number], string> & { status: string; runs: string };

/**
 * Returns metrics about the database, for an operator's graphs. Read from counters and small tables, never by
 * counting deliveries. While the database cannot be reached, only that is reported.
 */
export async function findMeasures(ctx: Context): Promise<Measure[]> {
  try {
    return [
      isUp(1),
      ...(await sendingMeasures(ctx)),
      ...(await serverMeasures(ctx)),
      ...(await workMeasures(ctx)),
      ...(await findAlertMeasures(ctx)),
      await jobMeasure(ctx),
    ];
  } catch (error) {
    ctx.log.warn({ err: error }, 'The database cannot be reached.');
    return [isUp(0)];
  }
}

const isUp = (value: number): Measure => ({
  name: 'postline_database_up',
  help: 'Whether the database answers.',
  values: [{ value }],
});

/** Unfinished runs, and what they have counted so far. */
async function sendingMeasures(ctx: Context): Promise<Measure[]> {
  const rows = await ctx.em.execute<RunsRow[]>(
    `select status, count(*) as runs, ${states.map((state) => `sum(${state}) as ${state}`).join()}
     from mailing_run where finished_at is null group by status`,
  );
  const sum = (state: (typeof states)[number]) => rows.reduce((total, row) => total + Number(row[state]), 0);
  return [
    {
      name: 'postline_runs',
      help: 'Runs that have not ended, by status.',
      values: ['RUNNING', 'PAUSED'].map((status) => ({
        labels: { status },
        value: Number(rows.find((row) => row.status === status)?.runs ?? 0),
      })),
    },
    {
      name: 'postline_deliveries',
      help: 'Deliveries of the runs that have not ended, by state.',
      values: states.map((state) => ({ labels: { state: state.toUpperCase() }, value: sum(state) })),
    },
  ];
}

/** Which mail servers are used, and which refuse everybody. */
async function serverMeasures(ctx: Context): Promise<Measure[]> {
  const servers = await findMailServers(ctx);
  const each = (valueOf: (server: MailServerState) => number) =>
    servers.map((server) => ({ labels: { server: server.label }, value: valueOf(server) }));
  return [
    {
      name: 'postline_mail_server_up',
      help: 'Whether mails go over a mail server; 0 while it is left out because it refuses everybody.',
      values: each(({ resumesAt }) => (resumesAt === null ? 1 : 0)),
    },
    {
      name: 'postline_mail_server_connections',
      help: 'Connections that workers may have open to a mail server.',
      values: each(({ connections }) => connections),
    },
    {
      name: 'postline_mail_server_refused_runs',
      help: 'Unfinished runs that a mail server refuses.',
      values: each(({ refusedRuns }) => refusedRuns),
    },
  ];
}

async function workMeasures(ctx: Context): Promise<Measure[]> {
  const workers = await countSenders(ctx);
  const [row] = await ctx.em.execute<{ mails: number }[]>(
    'select count(*)::int as mails from account_mail where finished_at is null',
  );
  return [
    { name: 'postline_workers', help: 'Senders that are alive.', values: [{ value: workers }] },
    {
      name: 'postline_account_mails',
      help: 'Mails about accounts that wait to be sent.',
      values: [{ value: row!.mails }],
    },
  ];
}

async function jobMeasure(ctx: Context): Promise<Measure> {
  const rows = await ctx.em.execute<{ job: string; status: string; at: string }[]>(
    `select job.name as job, last.status, extract(epoch from last.started_at) as at
     from unnest(?::text[]) job (name) cross join lateral (
       select started_at, status from job_run where job_name = job.name order by id desc limit 1) last`,
    [`{${jobList.map(({ name }) => name).join()}}`],
  );
  return {
    name: 'postline_job_last_run_timestamp_seconds',
    help: 'When each job last ran, by how that ended.',
    values: rows.map(({ job, status, at }) => ({ labels: { job, status }, value: Number(at) })),
  };
}
