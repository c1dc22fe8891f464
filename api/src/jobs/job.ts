import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { JobRunStatus } from './job-run.entity.ts';

@ObjectType({ description: 'A background job of the service.', simpleResolvers: true })
export class Job {
  @Field(() => String, { description: 'The name of the job.' })
  name!: string;

  @Field(() => String, { description: "What it does, in the viewer's language." })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'How often it runs, such as `30 seconds` or a cron expression in UTC; null if every run has a time of its own.',
  })
  schedule!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it runs next; null if no run is planned.' })
  nextRunAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When its last run started; null if it never ran.' })
  lastRunAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When its last run ended; null if it never ran or is running.',
  })
  lastFinishedAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether it is paused. A paused job only runs on request.' })
  isPaused!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether it can be paused. Jobs that guard the starts of mailings cannot, nor can jobs with single runs.',
  })
  isPausable!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of single runs that wait for their time; null for a periodic job.',
  })
  waitingCount!: number | null;

  @Field(() => Boolean, {
    description: 'Whether the job store is unreachable. Mailings then start at most 30 seconds late.',
  })
  isStoreAway!: boolean;

  @Field(() => String, { nullable: true, description: 'The error of its last run; null if that succeeded.' })
  lastError!: string | null;
}

@InputType({ description: 'Selects runs of jobs; all conditions must hold.' })
export class JobRunFilter {
  @Field(() => String, { nullable: true, description: 'Only runs of this job.' })
  jobName?: string | null;

  @Field(() => JobRunStatus, { nullable: true, description: 'Only runs with this status.' })
  status?: JobRunStatus | null;
}
