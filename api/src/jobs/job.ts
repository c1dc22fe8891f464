import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { JobRunStatus } from './job-run.entity.ts';

@ObjectType({ description: 'A job: periodic work of the service.', simpleResolvers: true })
export class Job {
  @Field(() => String, { description: 'Its name, 1 to 200 characters.' })
  name!: string;

  @Field(() => String, { description: "What it does, in the viewer's language." })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description: 'How often it runs; null if every run has a time of its own.',
  })
  schedule!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it runs next; null if no run is planned.' })
  nextRunAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When its last run began; null if it never ran.' })
  lastRunAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When its last run ended; null if it never ran, or runs now.',
  })
  lastFinishedAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether it is paused: a paused job runs only on request.' })
  isPaused!: boolean;

  @Field(() => Boolean, {
    description: 'Whether it can be paused. What guards the starts of mailings cannot, nor can single runs.',
  })
  isPausable!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'How many single runs wait for their time; null for a periodic job.',
  })
  waitingCount!: number | null;

  @Field(() => Boolean, {
    description:
      'Whether the store that keeps its next runs cannot be reached. Starts of mailings are then made up by the sweep, 30 seconds late at most.',
  })
  isStoreAway!: boolean;

  @Field(() => String, { nullable: true, description: 'The error of its last run; null if it succeeded.' })
  lastError!: string | null;
}

@InputType({ description: 'Selects runs of jobs; all conditions must hold.' })
export class JobRunFilter {
  @Field(() => String, { nullable: true, description: 'Only runs of this job.' })
  jobName?: string | null;

  @Field(() => JobRunStatus, { nullable: true, description: 'Only those with this status.' })
  status?: JobRunStatus | null;
}
