import type { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The bytes of an attachment, stored once for all messages and runs that carry it. */
@Entity()
export class AttachedFile {
  declare [PrimaryKeyProp]?: 'hash';

  /** The hash of its bytes. */
  @PrimaryKey({ type: 'text' })
  hash!: string;

  @Property({ type: 'blob' })
  bytes!: Buffer;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  createdAt: Date = new Date();
}
