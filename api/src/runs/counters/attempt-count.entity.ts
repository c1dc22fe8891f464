import { BigIntType, type OptionalProps } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

const count = new BigIntType('number');

/**
 * Counts a mailing's attempts by the quarter of an hour in which they ended, the largest step that divides
 * the days of every time zone. A trigger on the attempts maintains it. The counts outlive deleted attempts:
 * what was sent stays counted.
 */
@Entity()
@Index({ name: 'attempt_count_owner_index', properties: ['ownerId', 'quarter'] })
@Index({ name: 'attempt_count_quarter_index', properties: ['quarter'] })
export class AttemptCount {
  declare [OptionalProps]?: 'succeeded' | 'failed' | 'unknown' | 'markedSent';

  /** Not a foreign key: the mailing may be deleted, and numbers are never reused. */
  @PrimaryKey({ type: 'integer' })
  mailingId!: number;

  /** The beginning of the quarter of an hour. */
  @PrimaryKey({ columnType: 'timestamptz(0)', type: 'datetime' })
  quarter!: Date;

  /**
   * Not a foreign key either: its check would lock the owner while the run is locked. A trigger deletes a
   * deleted user's rows.
   */
  @Property({ type: 'integer' })
  ownerId!: number;

  @Property({ type: count, default: 0 })
  succeeded = 0;
  @Property({ type: count, default: 0 })
  failed = 0;
  @Property({ type: count, default: 0 })
  unknown = 0;
  /** Deliveries in doubt with their last attempt in this quarter that a person counted as sent. */
  @Property({ type: count, default: 0 })
  markedSent = 0;
}
