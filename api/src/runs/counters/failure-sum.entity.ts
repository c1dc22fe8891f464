import { BigIntType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { FailureReason } from '../failure-reason.ts';
import type { SumStep } from './summed-period.entity.ts';

/** The sum of an owner's FailureCounts over a SummedPeriod. Owner 0 is everybody together. */
@Entity()
export class FailureSum {
  @PrimaryKey({ type: 'text' })
  step!: SumStep;

  @PrimaryKey({ columnType: 'timestamptz(0)', type: 'datetime' })
  startsAt!: Date;

  @PrimaryKey({ type: 'integer' })
  ownerId!: number;

  @PrimaryKey({ type: 'text' })
  reason!: FailureReason;

  @Property({ type: new BigIntType('number') })
  count!: number;

  @Property({ type: 'text' })
  serverResponse!: string;
}
