import { BigIntType, type OptionalProps } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

const count = new BigIntType('number');

/**
 * How many attempts of a mailing ended within a quarter of an hour: the largest step that every time zone's days are made
 * of. Kept by a trigger on the attempts, and kept when they are deleted: what was sent stays sent.
 */
@Entity()
@Index({ name: 'attempt_count_owner_index', properties: ['ownerId', 'quarter'] })
@Index({ name: 'attempt_count_quarter_index', properties: ['quarter'] })
export class AttemptCount {
  declare [OptionalProps]?: 'succeeded' | 'failed' | 'unknown' | 'markedSent';

  /** Not a foreign key: the mailing may be deleted, and numbers are never given twice. */
  @PrimaryKey({ type: 'integer' })
  mailingId!: number;

  /** When the quarter of an hour begins. */
  @PrimaryKey({ columnType: 'timestamptz(0)', type: 'datetime' })
  quarter!: Date;

  /** Not a foreign key either: its check would lock the owner while the run is locked. A trigger deletes what was a user's. */
  @Property({ type: 'integer' })
  ownerId!: number;

  @Property({ type: count, default: 0 })
  succeeded = 0;
  @Property({ type: count, default: 0 })
  failed = 0;
  @Property({ type: count, default: 0 })
  unknown = 0;
  /** Deliveries in doubt whose last attempt was then, and that a person counted as sent. */
  @Property({ type: count, default: 0 })
  markedSent = 0;
}
