import { BigIntType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * What a link of an earlier version refers to. Such links carry only their delivery's number, so this row is
 * created when that delivery is deleted.
 */
@Entity()
export class NumberedLink {
  @PrimaryKey({ type: new BigIntType('number'), autoincrement: false })
  deliveryId!: number;

  @Property({ type: 'integer' })
  ownerId!: number;

  @Property({ type: 'blob' })
  addressHash!: Buffer;
}
