import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { FailureReason } from '../failure-reason.ts';

/** Like AttemptCount, for each reason why attempts did not succeed. */
@Entity()
@Index({ name: 'failure_count_owner_index', properties: ['ownerId', 'quarter'] })
@Index({ name: 'failure_count_quarter_index', properties: ['quarter'] })
export class FailureCount {
  @PrimaryKey({ type: 'integer' })
  mailingId!: number;

  @PrimaryKey({ columnType: 'timestamptz(0)', type: 'datetime' })
  quarter!: Date;

  @PrimaryKey({ type: 'text' })
  reason!: FailureReason;

  @Property({ type: 'integer' })
  ownerId!: number;

  @Property({ type: new BigIntType('number') })
  count!: number;

  /** An example of the replies with this reason. */
  @Property({ type: 'text' })
  serverResponse!: string;
}
