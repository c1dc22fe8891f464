import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A picture of the blog. In the database, because servers share nothing else. */
@Entity()
export class BlogImage {
  /** The hash of its bytes: the same picture is stored once, and its address never shows another. */
  @PrimaryKey({ type: 'text' })
  hash!: string;

  @Property({ type: 'blob' })
  bytes!: Buffer;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  createdAt: Date = new Date();
}
