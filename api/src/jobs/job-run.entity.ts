import { BigIntType, type OptionalProps } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { apiEnum, quoted } from '../closed-set.ts';

export const JobRunStatus = apiEnum('JobRunStatus', 'The status of a run of a job.', {
  RUNNING: 'The run has not ended.',
  SUCCEEDED: 'The run ended without an error.',
  FAILED: 'The run failed, or its process died.',
});
export type JobRunStatus = keyof typeof JobRunStatus;

@ObjectType({ description: 'One run of a job.', simpleResolvers: true })
@Entity()
@Index({ name: 'job_run_name_index', properties: ['jobName', 'id'] })
@Index({
  name: 'job_run_unfinished_index',
  expression:
    'create index "job_run_unfinished_index" on "job_run" ("started_at") where "status" = \'RUNNING\'',
})
@Check({ name: 'job_run_status_check', expression: `status in (${quoted(JobRunStatus)})` })
export class JobRun {
  declare [OptionalProps]?: 'id' | 'startedAt' | 'status';

  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: new BigIntType('number'), generated: 'by default as identity' })
  id!: number;

  @Field(() => String, { description: 'The name of the job.' })
  @Property({ type: 'text' })
  jobName!: string;

  @Field(() => JobRunStatus, { description: 'The status of the run.' })
  @Property({ type: 'text', default: 'RUNNING' })
  status: JobRunStatus = 'RUNNING';

  @Field(() => Date, { description: 'When the run started.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  startedAt: Date = new Date();

  @Field(() => Date, { nullable: true, description: 'When the run ended; null while it is running.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  finishedAt?: Date | null;

  /** In English. */
  @Property({ type: 'text', nullable: true })
  result?: string | null;
}
