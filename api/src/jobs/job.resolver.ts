import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { FilterQuery } from '@mikro-orm/core';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { pauseJob, resumeJob, runJob } from './control-job.ts';
import { findJobs } from './find-jobs.ts';
import { JobRun } from './job-run.entity.ts';
import { Job, JobRunFilter } from './job.ts';

const aName = { description: 'The name of the job, as jobs tells it.' };
const JobRunConnection = connectionOf(JobRun);

@Resolver()
export class JobResolver {
  @Query(() => [Job], { description: 'All jobs of the service.' })
  jobs(@Ctx() ctx: Context) {
    return findJobs(ctx);
  }

  @Query(() => JobRunConnection, { description: 'The runs of jobs, newest first.' })
  jobRuns(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => JobRunFilter, {
      nullable: true,
      description: 'Only those that match; all unless given.',
    })
    filter?: JobRunFilter,
  ) {
    const where: FilterQuery<JobRun> = {
      // PostgreSQL knows no NUL.
      ...(filter?.jobName && { jobName: filter.jobName.replaceAll('\0', '') }),
      ...(filter?.status && { status: filter.status }),
    };
    return paginate(ctx, JobRun, { where, sort: { field: 'id', direction: 'DESC' }, args });
  }

  @Mutation(() => Job, {
    description: 'Pauses a periodic job until it is resumed.',
  })
  pauseJob(@Ctx() ctx: Context, @Arg('name', () => String, aName) name: string) {
    return pauseJob(ctx, name);
  }

  @Mutation(() => Job, { description: 'Resumes a paused job.' })
  resumeJob(@Ctx() ctx: Context, @Arg('name', () => String, aName) name: string) {
    return resumeJob(ctx, name);
  }

  @Mutation(() => Job, {
    description:
      'Has a worker run a periodic job at once, also while it is paused; its end is told by jobRuns. Superusers only.',
  })
  runJob(@Ctx() ctx: Context, @Arg('name', () => String, aName) name: string) {
    return runJob(ctx, name);
  }

  @Mutation(() => Boolean, {
    description: 'Empties the cache, so that everything is computed again. Always true.',
  })
  async clearCache(@Ctx() ctx: Context) {
    await ctx.cache.clear();
    return true;
  }
}
