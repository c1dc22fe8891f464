import type { PrimaryKeyProp, Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { User } from '../../accounts/user.entity.ts';
import { apiEnum, quoted } from '../../closed-set.ts';
import { BaseEntity } from '../../db/base.entity.ts';
import type { RecipientStatus } from '../recipient.entity.ts';

export const RecipientChangeKind = apiEnum('RecipientChangeKind', 'What is done to many recipients.', {
  SET_STATUS: 'They get a status.',
  ADD_TO_LIST: 'They are put into a list.',
  REMOVE_FROM_LIST: 'They are taken out of a list.',
  SET_ATTRIBUTE: 'They get an attribute, or another value of it.',
  REMOVE_ATTRIBUTE: 'They lose an attribute.',
  DELETE: 'They are deleted.',
});
export type RecipientChangeKind = keyof typeof RecipientChangeKind;

const RecipientChangeStatus = apiEnum('RecipientChangeStatus', 'How far a change has come.', {
  QUEUED: 'It waits for a worker.',
  RUNNING: 'Recipients are being changed.',
  COMPLETED: 'All were changed who had to be.',
  CANCELLED: 'Somebody ended it. Who was changed before stays so, and can be changed back.',
  FAILED: 'It could not go on. Who was changed before stays so, and can be changed back.',
  UNDOING: 'What it changed is being changed back.',
  UNDONE: 'What it changed was changed back.',
});
type RecipientChangeStatus = keyof typeof RecipientChangeStatus;

/** What a change is to do, by its kind. */
export interface ChangeSettings {
  status?: RecipientStatus;
  /** What the lifting of suppressions is put down to. */
  liftReason?: string;
  listId?: number;
  /** As it was called then: the list may be deleted. */
  listName?: string;
  attributeName?: string;
  attributeValue?: unknown;
}

@ObjectType({
  description: 'A change of many recipients, made step by step in the background.',
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
  /** Whoever asked for it. */
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => RecipientChangeKind, { description: 'What is done to them.' })
  @Property({ type: 'text' })
  kind!: RecipientChangeKind;

  @Property({ type: 'json' })
  settings!: ChangeSettings;

  @Field(() => RecipientChangeStatus, { description: 'How far it has come.' })
  @Property({ type: 'text', default: 'QUEUED' })
  status: RecipientChangeStatus = 'QUEUED';

  @Field(() => Int, { description: 'How many recipients were chosen when it was asked for.' })
  @Property({ type: 'integer', default: 0 })
  totalCount = 0;

  @Field(() => Int, { description: 'How many of them have been looked at.' })
  @Property({ type: 'integer', default: 0 })
  doneCount = 0;

  @Field(() => Int, {
    description: 'How many of them were changed; the others were so already, or had been deleted.',
  })
  @Property({ type: 'integer', default: 0 })
  changedCount = 0;

  @Field(() => Int, { description: 'How many were changed back.' })
  @Property({ type: 'integer', default: 0 })
  restoredCount = 0;

  @Field(() => Int, {
    description: 'How many were not changed back, because somebody has changed them since.',
  })
  @Property({ type: 'integer', default: 0 })
  leftAloneCount = 0;

  /** Batches that are done, and not undone. */
  @Property({ type: 'integer', default: 0 })
  batchCount = 0;

  /** How often a worker began since a batch was done: what always kills its worker has to end. */
  @Property({ type: 'integer', default: 0 })
  attempts = 0;

  /** Who works on it, until when. */
  @Property({ type: 'uuid', nullable: true })
  lease!: string | null;

  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  leasedUntil!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When a worker began; absent while it waits.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended; absent until then.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  finishedAt!: Date | null;
}

/** The recipients of one transaction of a change, and what they were like before, so that they can be changed back. */
@Entity()
export class RecipientChangeBatch {
  declare [PrimaryKeyProp]?: ['change', 'number'];

  @ManyToOne(() => RecipientChange, { primary: true, ref: true, deleteRule: 'cascade' })
  change!: Ref<RecipientChange>;

  @PrimaryKey({ type: 'integer' })
  number!: number;

  /** The numbers of the recipients that were chosen. */
  @Property({ type: 'json' })
  ids!: number[];

  /** What was changed, as it was before; by kind. */
  @Property({ type: 'json', nullable: true })
  before!: unknown;

  /** The `updated_at` of all that it wrote. */
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  writtenAt!: Date | null;
}
