import type { PrimaryKeyProp, Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { User } from '../../accounts/user.entity.ts';
import { apiEnum, quoted } from '../../closed-set.ts';
import { BaseEntity } from '../../db/base.entity.ts';
import type { RecipientStatus } from '../recipient.entity.ts';

export const RecipientChangeKind = apiEnum('RecipientChangeKind', 'A kind of change of many recipients.', {
  SET_STATUS: 'Sets the status.',
  ADD_TO_LIST: 'Adds them to a list.',
  REMOVE_FROM_LIST: 'Removes them from a list.',
  SET_ATTRIBUTE: 'Sets an attribute.',
  REMOVE_ATTRIBUTE: 'Removes an attribute.',
  DELETE: 'Deletes them.',
});
export type RecipientChangeKind = keyof typeof RecipientChangeKind;

const RecipientChangeStatus = apiEnum('RecipientChangeStatus', 'The state of a change of many recipients.', {
  QUEUED: 'Waiting for a worker.',
  RUNNING: 'Recipients are being changed.',
  COMPLETED: 'All recipients were processed.',
  CANCELLED: 'Somebody ended it. Recipients changed before that stay changed, and it can be undone.',
  FAILED: 'It failed. Recipients changed before that stay changed, and it can be undone.',
  UNDOING: 'Being undone.',
  UNDONE: 'Undone.',
});
type RecipientChangeStatus = keyof typeof RecipientChangeStatus;

/** The parameters of a change, by its kind. */
export interface ChangeSettings {
  status?: RecipientStatus;
  /** The reason recorded for lifting suppressions. */
  liftReason?: string;
  listId?: number;
  /** The list's name at that time, in case it is deleted. */
  listName?: string;
  /** The mailings that a restored list belongs to, once all its recipients are back. */
  mailingIds?: number[];
  attributeName?: string;
  attributeValue?: unknown;
}

@ObjectType({
  description: 'A change of many recipients, made in the background.',
  simpleResolvers: true,
})
@Entity()
@Index({ name: 'recipient_change_owner_index', properties: ['owner', 'id'] })
@Index({
  name: 'recipient_change_due_index',
  expression:
    'create index "recipient_change_due_index" on "recipient_change" ("id") where "status" in (\'QUEUED\', \'RUNNING\', \'UNDOING\')',
})
@Check({ name: 'recipient_change_kind_check', expression: `kind in (${quoted(RecipientChangeKind)})` })
@Check({ name: 'recipient_change_status_check', expression: `status in (${quoted(RecipientChangeStatus)})` })
@Check({
  name: 'recipient_change_sum_check',
  expression: 'changed_count <= done_count and done_count <= total_count',
})
export class RecipientChange extends BaseEntity<
  | 'status'
  | 'totalCount'
  | 'doneCount'
  | 'changedCount'
  | 'restoredCount'
  | 'leftAloneCount'
  | 'batchCount'
  | 'attempts'
> {
  /** The user who requested the change. */
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => RecipientChangeKind, { description: 'The kind of change.' })
  @Property({ type: 'text' })
  kind!: RecipientChangeKind;

  @Property({ type: 'json' })
  settings!: ChangeSettings;

  @Field(() => RecipientChangeStatus, { description: 'The status of the change.' })
  @Property({ type: 'text', default: 'QUEUED' })
  status: RecipientChangeStatus = 'QUEUED';

  @Field(() => Int, { description: 'The number of recipients selected at the time of the request.' })
  @Property({ type: 'integer', default: 0 })
  totalCount = 0;

  @Field(() => Int, { description: 'The number of recipients that were processed.' })
  @Property({ type: 'integer', default: 0 })
  doneCount = 0;

  @Field(() => Int, {
    description:
      'The number of recipients that were changed. The others needed no change or had been deleted.',
  })
  @Property({ type: 'integer', default: 0 })
  changedCount = 0;

  @Field(() => Int, { description: 'The number of recipients that were changed back.' })
  @Property({ type: 'integer', default: 0 })
  restoredCount = 0;

  @Field(() => Int, {
    description:
      'The number of recipients that were not changed back, because somebody has changed them since then.',
  })
  @Property({ type: 'integer', default: 0 })
  leftAloneCount = 0;

  /** Number of batches that are done and not undone. */
  @Property({ type: 'integer', default: 0 })
  batchCount = 0;

  /**
   * Number of workers that have started since a batch was last done: a change that always kills its worker
   * must be given up.
   */
  @Property({ type: 'integer', default: 0 })
  attempts = 0;

  /** The worker that holds the change, and until when. */
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

/**
 * The recipients of one transaction of a change, with their previous state, so that they can be changed back.
 */
@Entity()
export class RecipientChangeBatch {
  declare [PrimaryKeyProp]?: ['change', 'number'];

  @ManyToOne(() => RecipientChange, { primary: true, ref: true, deleteRule: 'cascade' })
  change!: Ref<RecipientChange>;

  @PrimaryKey({ type: 'integer' })
  number!: number;

  /** Numbers of the selected recipients. */
  @Property({ type: 'json' })
  ids!: number[];

  /** The previous state of what was changed; its form depends on the kind. */
  @Property({ type: 'json', nullable: true })
  before!: unknown;

  /** The `updated_at` of everything that it wrote. */
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  writtenAt!: Date | null;
}
