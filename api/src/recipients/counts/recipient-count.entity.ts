import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { RecipientStatus } from '../recipient.entity.ts';

/**
 * How many recipients with a status an owner has gained or lost; the sum over all rows is the current number.
 * Triggers add a row for each statement that changes recipients, so that statements do not wait for one
 * counter; `sumUp` merges the rows.
 */
@Entity()
@Index({ name: 'recipient_count_owner_index', properties: ['ownerId', 'status', 'count'] })
export class RecipientCount {
  @PrimaryKey({ type: new BigIntType('number'), generated: 'by default as identity' })
  id!: number;

  @Property({ type: 'integer' })
  ownerId!: number;

  @Property({ type: 'text' })
  status!: RecipientStatus;

  @Property({ type: 'integer' })
  count!: number;
}
