import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { FilterQuery } from '@mikro-orm/core';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { pauseJob, resumeJob, runJob } from './control-job.ts';
import { findJobs } from './find-jobs.ts';
import { jobResultIn } from './job-result.ts';
import { JobRun } from './job-run.entity.ts';
import { Job, JobRunFilter } from './job.ts';

const aName = { description: 'The name of the job, as in the query jobs.' };
const JobRunConnection = connectionOf(JobRun);

@Resolver(() => JobRun)
export class JobResolver {
  @Query(() => [Job], { description: 'All background jobs of the service.' })
  jobs(@Ctx() ctx: Context) {
    return findJobs(ctx);
  }

  @Query(() => JobRunConnection, { description: 'The runs of background jobs, newest first.' })
  jobRuns(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => JobRunFilter, {
      nullable: true,
      description: 'Only runs that match this filter. Defaults to all.',
    })
    filter?: JobRunFilter,
  ) {
    const where: FilterQuery<JobRun> = {
      // PostgreSQL stores no NUL.
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
      'Makes a worker run a periodic job at once, even if it is paused. Query jobRuns for its result.',
  })
  runJob(@Ctx() ctx: Context, @Arg('name', () => String, aName) name: string) {
    return runJob(ctx, name);
  }

  @Mutation(() => Boolean, {
    description: 'Empties the cache, so that everything is computed again. Always returns true.',
  })
  async clearCache(@Ctx() ctx: Context) {
    await ctx.cache.clear();
    return true;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What the run did, in the viewer's language, or its error.",
  })
  result(@Root() run: JobRun, @Ctx() ctx: Context) {
    return jobResultIn(ctx.locale, run.result);
  }
}
