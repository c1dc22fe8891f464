import type { Context } from '../context/context.ts';
import { textOf } from '../language/text.ts';
import { jobResultIn } from './job-result.ts';
import { isPausable, jobList, type ListedJob, SWEEP } from './job-list.ts';
import { START_MAILING } from '../mailings/schedule/start-job.ts';
import type { Job } from './job.ts';

interface LastRun {
  job_name: string;
  is_paused: boolean;
  started_at: string | null;
  finished_at: string | null;
  error: string | null;
}

/** Returns the jobs with their last and next runs. */
export async function findJobs(ctx: Context): Promise<Job[]> {
  const lastRuns = await ctx.em.execute<LastRun[]>(
    `select job.name as job_name, exists (select from job_pause where job_name = job.name) as is_paused,
       last.started_at, last.finished_at, case last.status when 'FAILED' then last.result end as error
     from unnest(?::text[]) job (name) left join lateral (
       select started_at, finished_at, status, result from job_run where job_name = job.name order by id desc limit 1) last
       on true`,
    [`{${jobList.map(({ name }) => name).join()}}`],
  );
  const known = new Map(lastRuns.map((run) => [run.job_name, run]));
  const waitingCount = await countArmed(ctx);
  const isStoreAway = await ctx.wakeups.isStoreAway();
  return Promise.all(
    jobList.map(async (job) => {
      const last = known.get(job.name)!;
      return {
        name: job.name,
        description: textOf(ctx.locale, job.description),
        schedule: job.every ?? null,
        isPausable: isPausable(job),
        isPaused: last.is_paused,
        waitingCount: job.name === START_MAILING ? waitingCount : null,
        nextRunAt: last.is_paused ? null : await nextRunOf(ctx, job, last),
        lastRunAt: dateOf(last.started_at),
        lastFinishedAt: dateOf(last.finished_at),
        isStoreAway: job.name !== SWEEP.name && isStoreAway,
        lastError: jobResultIn(ctx.locale, last.error),
      };
    }),
  );
}

const dateOf = (time: string | null) => (time ? new Date(time) : null);

const nextRunOf = (ctx: Context, { name }: ListedJob, last: LastRun) =>
  name === SWEEP.name ? nextSweep(last) : ctx.wakeups.nextRun(name);

async function countArmed(ctx: Context): Promise<number> {
  const [row] = await ctx.em.execute<{ count: number }[]>(
    'select count(*)::int as count from mailing where next_run_at is not null',
  );
  return row!.count;
}

// The sweep is a timer of the workers, and is not in the job store.
const SWEEP_WITHIN = 30_000;

const nextSweep = ({ started_at: startedAt }: LastRun): Date | null =>
  startedAt ? new Date(new Date(startedAt).getTime() + SWEEP_WITHIN) : null;
