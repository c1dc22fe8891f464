import type { PrimaryKeyProp, Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { apiEnum, quoted } from '../../closed-set.ts';
import { User } from '../../accounts/user.entity.ts';
import { BaseEntity } from '../../db/base.entity.ts';
import type { TextKey, TextParams } from '../../language/text.ts';
import type { ImportSettings } from './import-settings.ts';
import { Upload } from './uploads/upload.entity.ts';

const ImportStatus = apiEnum('ImportStatus', 'The state of an import.', {
  QUEUED: 'Waiting for a worker.',
  RUNNING: 'Rows are being read, and saved unless it is a dry run.',
  CHECKED: 'The dry run has ended. Nothing is saved; the import can be confirmed.',
  COMPLETED: 'All rows were read, and the valid ones are saved.',
  FAILED: 'It failed; `error` says why. Rows saved before that stay.',
  CANCELLED: 'Somebody ended it. Rows saved before that stay, and can be undone.',
  UNDOING: 'Being undone.',
  UNDONE: 'Undone.',
});
type ImportStatus = keyof typeof ImportStatus;

@ObjectType({ description: 'An import of recipients from a file.', simpleResolvers: true })
@Entity()
@Index({ name: 'recipient_import_owner_index', properties: ['owner', 'id'] })
@Index({
  name: 'recipient_import_due_index',
  expression:
    'create index "recipient_import_due_index" on "recipient_import" ("id") where "status" in (\'QUEUED\', \'RUNNING\', \'UNDOING\')',
})
@Check({
  name: 'recipient_import_status_check',
  expression: `status in (${quoted(ImportStatus)})`,
})
@Check({
  name: 'recipient_import_sum_check',
  expression:
    'row_count = created_count + updated_count + unchanged_count + skipped_count + suppressed_count + repeated_count + rejected_count',
})
export class RecipientImport extends BaseEntity<
  | 'status'
  | 'dryRun'
  | 'rowCount'
  | 'createdCount'
  | 'updatedCount'
  | 'unchangedCount'
  | 'skippedCount'
  | 'suppressedCount'
  | 'repeatedCount'
  | 'rejectedCount'
  | 'bytesRead'
  | 'batchCount'
  | 'remarkCount'
  | 'attempts'
> {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @ManyToOne(() => Upload, { ref: true, nullable: true, deleteRule: 'set null' })
  upload!: Ref<Upload> | null;

  @Field(() => String, { description: 'The name of the file.' })
  @Property({ type: 'text' })
  fileName!: string;

  @Field(() => Int, { description: 'The size of the file, in bytes.' })
  @Property({ type: 'integer' })
  fileSize!: number;

  @Field(() => ImportStatus, { description: 'The status of the import.' })
  @Property({ type: 'text', default: 'QUEUED' })
  status: ImportStatus = 'QUEUED';

  @Field(() => Boolean, {
    description: 'Whether rows are only counted and checked, without saving anything.',
  })
  @Property({ type: 'boolean', default: false })
  dryRun = false;

  @Property({ type: 'json' })
  settings!: ImportSettings;

  @Field(() => Int, { description: 'The number of rows read so far: the sum of the other seven counts.' })
  @Property({ type: 'integer', default: 0 })
  rowCount = 0;

  @Field(() => Int, { description: 'The number of rows with a new address.' })
  @Property({ type: 'integer', default: 0 })
  createdCount = 0;

  @Field(() => Int, {
    description: 'The number of rows for existing recipients whose values or lists changed.',
  })
  @Property({ type: 'integer', default: 0 })
  updatedCount = 0;

  @Field(() => Int, { description: 'The number of rows for existing recipients without any change.' })
  @Property({ type: 'integer', default: 0 })
  unchangedCount = 0;

  @Field(() => Int, {
    description:
      'The number of rows for existing recipients that were left as they are, because onConflict is SKIP.',
  })
  @Property({ type: 'integer', default: 0 })
  skippedCount = 0;

  @Field(() => Int, {
    description:
      'The number of rows for people who get no mail: suppressed before, or by the status in the file. They are saved with that status.',
  })
  @Property({ type: 'integer', default: 0 })
  suppressedCount = 0;

  @Field(() => Int, {
    description:
      'The number of rows whose address occurred in an earlier row of the file. They are applied after it.',
  })
  @Property({ type: 'integer', default: 0 })
  repeatedCount = 0;

  @Field(() => Int, { description: 'The number of rows that cannot be saved.' })
  @Property({ type: 'integer', default: 0 })
  rejectedCount = 0;

  /** Number of bytes read so far. */
  @Property({ type: 'integer', default: 0 })
  bytesRead = 0;

  /** Number of transactions that saved something. */
  @Property({ type: 'integer', default: 0 })
  batchCount = 0;

  /** Number of remarks on rows so far; only the first of them are kept. */
  @Property({ type: 'integer', default: 0 })
  remarkCount = 0;

  /**
   * Number of workers that have started since rows were last saved: an import that always kills its worker
   * must be given up.
   */
  @Property({ type: 'integer', default: 0 })
  attempts = 0;

  @Property({ type: 'text', nullable: true })
  error!: TextKey | null;

  /** The worker that holds it, and until when. */
  @Property({ type: 'uuid', nullable: true })
  lease!: string | null;

  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  leasedUntil!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When a worker started; null while it waits.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended; null before that.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  finishedAt!: Date | null;
}

/** What one transaction of an import changed, so that it can be changed back. */
@Entity()
export class RecipientImportBatch {
  declare [PrimaryKeyProp]?: ['import', 'number'];

  @ManyToOne(() => RecipientImport, { primary: true, ref: true, deleteRule: 'cascade' })
  import!: Ref<RecipientImport>;

  @PrimaryKey({ type: 'integer' })
  number!: number;

  /** The `updated_at` of everything that it wrote. */
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  writtenAt!: Date;

  /** Numbers of the new recipients. */
  @Property({ type: 'json' })
  created!: number[];

  /** The previous state of existing recipients. */
  @Property({ type: 'json' })
  before!: unknown[];

  /** Pairs of list and existing recipient that the import has added. */
  @Property({ type: 'json' })
  listed!: [number, number][];
}

/** So many remarks on rows are kept for each import. */
export const MOST_REMARKS = 100_000;

/** A row that was rejected, or saved without some of its values. */
@Entity()
export class RecipientImportRemark {
  declare [PrimaryKeyProp]?: ['import', 'line'];

  @ManyToOne(() => RecipientImport, { primary: true, ref: true, deleteRule: 'cascade' })
  import!: Ref<RecipientImport>;

  /** The line of the file on which the row begins. */
  @PrimaryKey({ type: 'integer' })
  line!: number;

  @Property({ type: 'text' })
  columnName!: string;

  @Property({ type: 'text' })
  code!: TextKey;

  @Property({ type: 'json' })
  params!: TextParams;

  @Property({ type: 'text' })
  text!: string;

  @Property({ type: 'boolean' })
  isRejected!: boolean;
}
