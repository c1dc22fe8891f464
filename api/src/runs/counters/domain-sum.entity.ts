import { BigIntType, type OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { SumStep } from './summed-period.entity.ts';

const count = new BigIntType('number');

/** The sum of an owner's DomainCounts over a SummedPeriod. Owner 0 is everybody together. */
@Entity()
export class DomainSum {
  declare [OptionalProps]?: 'succeeded' | 'failed' | 'unknown';

  @PrimaryKey({ type: 'text' })
  step!: SumStep;

  @PrimaryKey({ columnType: 'timestamptz(0)', type: 'datetime' })
  startsAt!: Date;

  @PrimaryKey({ type: 'integer' })
  ownerId!: number;

  @PrimaryKey({ type: 'text' })
  domain!: string;

  @Property({ type: count, default: 0 })
  succeeded = 0;
  @Property({ type: count, default: 0 })
  failed = 0;
  @Property({ type: count, default: 0 })
  unknown = 0;
}
