import type { PrimaryKeyProp, Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { User } from '../../../accounts/user.entity.ts';
import { BaseEntity } from '../../../db/base.entity.ts';

/** An uploaded file, kept for a day or until its import has ended. */
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

  /**
   * The possible encodings, the likeliest first: one if the bytes identify it, otherwise those to choose
   * from.
   */
  @Property({ type: 'json', defaultRaw: `'[]'::jsonb` })
  encodings: string[] = [];

  /**
   * The sheets of the workbook or the files of the archive that it belongs to; empty for a single text file.
   */
  @Property({ type: 'json', defaultRaw: `'[]'::jsonb` })
  parts: string[] = [];

  @Property({ type: 'text', nullable: true })
  part!: string | null;

  /** Whether it is complete. */
  @Property({ type: 'boolean', default: false })
  isComplete = false;
}

/** A piece of an upload. Stored in the database, because servers and workers share nothing else. */
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
