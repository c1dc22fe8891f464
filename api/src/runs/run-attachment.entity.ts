import type { Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { AttachedFile } from '../messages/attachments/attached-file.entity.ts';
import { MailingRun } from './mailing-run.entity.ts';

/** A file that the mails of a run carry, as frozen at launch. */
@Entity()
@Index({ name: 'run_attachment_file_index', properties: ['file'] })
export class RunAttachment {
  @ManyToOne(() => MailingRun, { ref: true, primary: true, deleteRule: 'cascade' })
  run!: Ref<MailingRun>;

  /** Its place among the files, from 1. */
  @PrimaryKey({ type: 'integer' })
  position!: number;

  @ManyToOne(() => AttachedFile, { ref: true, fieldName: 'hash', deleteRule: 'restrict' })
  file!: Ref<AttachedFile>;

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text' })
  type!: string;
}
