import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A periodic job that does not run by itself; kept here, as a store of jobs may be emptied. */
@Entity()
export class JobPause {
  @PrimaryKey({ type: 'text' })
  jobName!: string;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  pausedAt: Date = new Date();
}
