import type { OptionalProps } from '@mikro-orm/core';
import { BigIntType } from '@mikro-orm/core';
import { Check, Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** This installation; a single row. The key signs cursors and unsubscribe links, unless SECRET_KEY is set. */
@Entity()
@Check({ name: 'installation_one_row_check', expression: 'id = 1' })
export class Installation {
  declare [OptionalProps]?: 'id' | 'createdAt';

  @PrimaryKey({ type: 'smallint', default: 1 })
  id = 1;

  @Property({ type: 'text' })
  secretKey!: string;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  createdAt: Date = new Date();

  /** The last delivery whose unsubscribe link contains only its number; null if there is none. */
  @Property({ type: new BigIntType('number'), nullable: true })
  lastNumberedDeliveryId?: number | null;
}
