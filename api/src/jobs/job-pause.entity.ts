import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A repeated job that is paused. Stored here, because a job store may be emptied. */
@Entity()
export class JobPause {
  @PrimaryKey({ type: 'text' })
  jobName!: string;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  pausedAt: Date = new Date();
}
