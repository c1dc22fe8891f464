import type { AuditAction } from '../audit/audit.enums.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { conflict, notFound, unavailable } from '../errors/domain-error.ts';
import { findJobs } from './find-jobs.ts';
import { isPausable, jobList, type ListedJob } from './job-list.ts';
import type { Job } from './job.ts';

/** The key of a requested run; scheduled ones have none. */
const BY_HAND = 'now';

/**
 * Stops a repeated job from running by itself. Throws NOT_FOUND, and CONFLICT for one that everything depends
 * on.
 */
export async function pauseJob(ctx: Context, name: string): Promise<Job> {
  if (!isPausable(found(name))) throw conflict('JOB_NOT_PAUSABLE');
  await ctx.em.transactional(async (em) => {
    await em.execute('insert into job_pause (job_name) values (?) on conflict do nothing', [name]);
    await recordOfJob(ctx, name, 'JOB_PAUSED');
  });
  return findJob(ctx, name);
}

/** Lets a paused job run by itself again. Throws NOT_FOUND. */
export async function resumeJob(ctx: Context, name: string): Promise<Job> {
  found(name);
  await ctx.em.transactional(async (em) => {
    await em.execute('delete from job_pause where job_name = ?', [name]);
    await recordOfJob(ctx, name, 'JOB_RESUMED');
  });
  return findJob(ctx, name);
}

/**
 * Makes a worker run a repeated job at once, even if it is paused. Throws NOT_FOUND, CONFLICT for a job whose
 * runs have times of their own, and UNAVAILABLE while the job store cannot be reached.
 */
export async function runJob(ctx: Context, name: string): Promise<Job> {
  if (!found(name).every) throw conflict('JOB_NOT_PERIODIC');
  if (!(await ctx.wakeups.setJob(name, BY_HAND, new Date()))) throw unavailable('JOBS_AWAY');
  await recordOfJob(ctx, name, 'JOB_ASKED');
  return findJob(ctx, name);
}

const recordOfJob = (ctx: Context, name: string, action: AuditAction) =>
  record(ctx, { action, subject: 'JOB', subjectId: name, subjectName: name });

function found(name: string): ListedJob {
  const job = jobList.find((listed) => listed.name === name);
  if (!job) throw notFound();
  return job;
}

const findJob = async (ctx: Context, name: string): Promise<Job> =>
  (await findJobs(ctx)).find((job) => job.name === name)!;
