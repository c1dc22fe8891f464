import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A picture of the blog as it is shown, in the database as everything that all servers share. */
@Entity()
export class BlogImage {
  /** The hash of its bytes: the same picture is kept once, and its address never shows another. */
  @PrimaryKey({ type: 'text' })
  hash!: string;

  @Property({ type: 'blob' })
  bytes!: Buffer;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  createdAt: Date = new Date();
}
