import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { FilterQuery } from '@mikro-orm/core';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { findJobs } from './find-jobs.ts';
import { JobRun } from './job-run.entity.ts';
import { Job, JobRunFilter } from './job.ts';

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

  @Mutation(() => Boolean, {
    description: 'Empties the cache, so that everything is computed again. Always true.',
  })
  async clearCache(@Ctx() ctx: Context) {
    await ctx.cache.clear();
    return true;
  }
}
