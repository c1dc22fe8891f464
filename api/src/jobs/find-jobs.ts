import type { Context } from '../context/context.ts';
import { textOf } from '../language/text.ts';
import { jobList, SWEEP } from './job-list.ts';
import type { Job } from './job.ts';

interface LastRun {
  job_name: string;
  started_at: string;
  error: string | null;
}

/** The jobs, with their last and next runs. */
export async function findJobs(ctx: Context): Promise<Job[]> {
  const lastRuns = await ctx.em.execute<LastRun[]>(
    `select job.name as job_name, last.started_at, case last.status when 'FAILED' then last.result end as error
     from unnest(?::text[]) job (name) cross join lateral (
       select started_at, status, result from job_run where job_name = job.name order by id desc limit 1) last`,
    [`{${jobList.map(({ name }) => name).join()}}`],
  );
  const last = new Map(lastRuns.map((run) => [run.job_name, run]));
  return Promise.all(
    jobList.map(async ({ name, description, every }) => ({
      name,
      description: textOf(ctx.locale, description),
      schedule: every ?? null,
      nextRunAt: name === SWEEP.name ? nextSweep(last.get(name)) : await ctx.wakeups.nextRun(name),
      lastRunAt: last.has(name) ? new Date(last.get(name)!.started_at) : null,
      isStoreAway: name !== SWEEP.name && ctx.wakeups.isStoreAway(),
      lastError: last.get(name)?.error ?? null,
    })),
  );
}

// The sweep is a timer of the workers and waits in no store.
const SWEEP_WITHIN = 30_000;

const nextSweep = (last: LastRun | undefined): Date | null =>
  last ? new Date(new Date(last.started_at).getTime() + SWEEP_WITHIN) : null;
