import type { PrimaryKeyProp, Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { User } from '../../../accounts/user.entity.ts';
import { BaseEntity } from '../../../db/base.entity.ts';

/** A file that somebody sent, kept for a day or until its import has ended. */
@Entity()
@Index({ name: 'upload_owner_index', properties: ['owner', 'id'] })
export class Upload extends BaseEntity<'size' | 'encodings' | 'parts' | 'isComplete'> {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Property({ type: 'text' })
  fileName!: string;

  /** In bytes. */
  @Property({ type: 'integer', default: 0 })
  size = 0;

  /** What it may be encoded in, the likeliest first: one where the bytes tell it, else what to choose from. */
  @Property({ type: 'json', defaultRaw: `'[]'::jsonb` })
  encodings: string[] = [];

  /** The sheets of the workbook, or the files of the archive, that it is one of; none for a text file by itself. */
  @Property({ type: 'json', defaultRaw: `'[]'::jsonb` })
  parts: string[] = [];

  @Property({ type: 'text', nullable: true })
  part!: string | null;

  /** All of it has come. */
  @Property({ type: 'boolean', default: false })
  isComplete = false;
}

/** A piece of an upload. In the database, since servers and workers share nothing else. */
@Entity()
export class UploadChunk {
  declare [PrimaryKeyProp]?: ['upload', 'position'];

  @ManyToOne(() => Upload, { primary: true, ref: true, deleteRule: 'cascade' })
  upload!: Ref<Upload>;

  @PrimaryKey({ type: 'integer' })
  position!: number;

  @Property({ type: 'blob' })
  bytes!: Buffer;
}
