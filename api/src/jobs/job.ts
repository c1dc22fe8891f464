import { Field, InputType, ObjectType } from 'type-graphql';
import { JobRunStatus } from './job-run.entity.ts';

@ObjectType({ description: 'Periodic work of the service.', simpleResolvers: true })
export class Job {
  @Field(() => String, { description: 'Its name, for programs.' })
  name!: string;

  @Field(() => String, { description: "What it does, in the viewer's language." })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description: 'How often it runs; absent where each run has a time of its own.',
  })
  schedule!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it runs next; absent where nothing is waiting.' })
  nextRunAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it last began.' })
  lastRunAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether the store that keeps its next runs cannot be reached. Starts of mailings are then made up by the sweep, 30 seconds late at most.',
  })
  isStoreAway!: boolean;

  @Field(() => String, { nullable: true, description: 'Why its last run failed; absent where it did not.' })
  lastError!: string | null;
}

@InputType({ description: 'Which runs of jobs; all conditions together.' })
export class JobRunFilter {
  @Field(() => String, { nullable: true, description: 'Of this job.' })
  jobName?: string | null;

  @Field(() => JobRunStatus, { nullable: true, description: 'Of this status.' })
  status?: JobRunStatus | null;
}
