import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * A key that unsubscribe links were made with. All keys are kept: a link works as long as the installation
 * exists.
 */
@Entity()
export class LinkKey {
  @PrimaryKey({ type: 'blob' })
  key!: Buffer;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  createdAt!: Date;
}
