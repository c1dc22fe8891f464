import { BigIntType, type OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

const count = new BigIntType('number');

/**
 * The sum of an owner's AttemptCounts of a quarter of an hour within a summed day, from which the days of
 * every time zone are made. Owner 0 is everybody together.
 */
@Entity()
export class QuarterSum {
  declare [OptionalProps]?: 'succeeded' | 'failed' | 'unknown';

  /** The beginning of the summed day. */
  @PrimaryKey({ columnType: 'timestamptz(0)', type: 'datetime' })
  startsAt!: Date;

  @PrimaryKey({ type: 'integer' })
  ownerId!: number;

  @PrimaryKey({ columnType: 'timestamptz(0)', type: 'datetime' })
  quarter!: Date;

  @Property({ type: count, default: 0 })
  succeeded = 0;
  @Property({ type: count, default: 0 })
  failed = 0;
  @Property({ type: count, default: 0 })
  unknown = 0;
}
