import { BigIntType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * What a link of an earlier version stands for, as it carries nothing but its delivery's number: made when that delivery is
 * deleted.
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
