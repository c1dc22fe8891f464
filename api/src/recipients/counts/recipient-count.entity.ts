import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { RecipientStatus } from '../recipient.entity.ts';

/**
 * How many recipients of a status an owner has got or lost; all rows together are how many there are. Triggers write a row
 * for each statement that changes recipients, so that nobody waits for a counter; `sumUp` makes few of many.
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
