import type { PrimaryKeyProp, Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { apiEnum, quoted } from '../closed-set.ts';
import { User } from '../accounts/user.entity.ts';
import { BaseEntity } from '../db/base.entity.ts';
import { Message } from '../messages/message.entity.ts';
import { RecipientList } from '../recipients/lists/recipient-list.entity.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { SenderIdentity } from '../senders/sender-identity.entity.ts';
import { Segment } from '../recipients/segments/segment.entity.ts';
import { Interval } from './intervals/interval.entity.ts';

export const MailingStatus = apiEnum('MailingStatus', 'The status of a mailing.', {
  CREATED: 'It can be edited and launched.',
  RUNNING: 'It has an unfinished run, or repeats and has not reached its end.',
  COMPLETED: 'Its last run has ended, even if deliveries failed, and it does not repeat any more.',
});
export type MailingStatus = keyof typeof MailingStatus;

@ObjectType({ description: 'A message with an audience and a schedule.', simpleResolvers: true })
@Entity()
@Index({ name: 'mailing_owner_created_at_index', properties: ['owner', 'createdAt', 'id'] })
@Index({ name: 'mailing_owner_name_index', properties: ['owner', 'name', 'id'] })
@Index({ name: 'mailing_owner_start_at_index', properties: ['owner', 'startAt', 'id'] })
@Index({ name: 'mailing_created_at_index', properties: ['createdAt', 'id'] })
@Index({ name: 'mailing_name_index', properties: ['name', 'id'] })
@Index({ name: 'mailing_start_at_index', properties: ['startAt', 'id'] })
@Index({ name: 'mailing_message_index', properties: ['message'] })
@Index({
  name: 'mailing_search_index',
  expression: 'create index "mailing_search_index" on "mailing" using gin (lower("name") gin_trgm_ops)',
})
@Index({
  name: 'mailing_next_run_at_index',
  expression:
    'create index "mailing_next_run_at_index" on "mailing" ("next_run_at") where "next_run_at" is not null',
})
@Check({ name: 'mailing_status_check', expression: `status in (${quoted(MailingStatus)})` })
@Check({ name: 'mailing_end_after_start_check', expression: 'end_at > start_at' })
@Check({
  name: 'mailing_allowed_hours_check',
  expression: `(allowed_days is null) = (allowed_from is null) and (allowed_days is null) = (allowed_until is null)
    and (allowed_days is null or cardinality(allowed_days) between 1 and 7 and allowed_days <@ '{1,2,3,4,5,6,7}'::smallint[]
      and allowed_from between 0 and 1439 and allowed_until between 1 and 1440 and allowed_from <> allowed_until)`,
})
@Check({
  name: 'mailing_interval_needs_start_check',
  expression: 'interval_id is null or start_at is not null',
})
export class Mailing extends BaseEntity<'updatedAt' | 'status' | 'isActive' | 'timeZone'> {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @ManyToOne(() => Message, { ref: true, deleteRule: 'restrict' })
  message!: Ref<Message>;

  @Field(() => String, { description: 'The name; by default the subject of its message.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => MailingStatus, { description: 'The status of the mailing.' })
  @Property({ type: 'text', default: 'CREATED' })
  status: MailingStatus = 'CREATED';

  @Field(() => Date, {
    nullable: true,
    description: 'The first start; null if it is only launched manually.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  startAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Nothing is sent at or after this time.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  endAt?: Date | null;

  @Field(() => String, { description: 'The IANA time zone for the start and the interval.' })
  @Property({ type: 'text', default: 'UTC' })
  timeZone = 'UTC';

  /** When mail may leave: ISO weekdays and minutes since midnight in its zone; all three null for always. */
  @Property({ type: 'array', columnType: 'smallint[]', nullable: true })
  allowedDays?: number[] | null;
  @Property({ type: 'smallint', nullable: true })
  allowedFrom?: number | null;
  @Property({ type: 'smallint', nullable: true })
  allowedUntil?: number | null;

  /** Null for the owner's default sender, or else the installation's. */
  @ManyToOne(() => SenderIdentity, {
    ref: true,
    nullable: true,
    deleteRule: 'set null',
    index: 'mailing_sender_index',
  })
  sender?: Ref<SenderIdentity> | null;

  // Without a column type the ORM would use PostgreSQL's `interval` type, after the entity's name.
  @ManyToOne(() => Interval, {
    ref: true,
    nullable: true,
    columnType: 'int',
    deleteRule: 'restrict',
    index: 'mailing_interval_index',
  })
  interval?: Ref<Interval> | null;

  @Field(() => Date, { nullable: true, description: 'The next scheduled launch; null if there is none.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  nextRunAt?: Date | null;

  @Field(() => Boolean, { description: 'Whether it is enabled; false after a manager has disabled it.' })
  @Property({ type: 'boolean', default: true })
  isActive = true;

  @Field(() => Date, { nullable: true, description: 'When it was disabled; null unless it is disabled.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  disabledAt?: Date | null;

  @ManyToOne(() => User, { ref: true, nullable: true, deleteRule: 'set null' })
  disabledBy?: Ref<User> | null;

  @Field(() => String, { nullable: true, description: 'Why it was disabled; null if no reason was given.' })
  @Property({ type: 'text', nullable: true })
  disabledReason?: string | null;

  @Field(() => Date, { description: 'When somebody last changed it.' })
  @Property({
    columnType: 'timestamptz(3)',
    type: 'datetime',
    defaultRaw: 'now()',
  })
  updatedAt: Date = new Date();
}

/** An individually chosen recipient of a mailing. */
@Entity()
@Index({ name: 'mailing_recipient_recipient_index', properties: ['recipient'] })
export class MailingRecipient {
  declare [PrimaryKeyProp]?: ['mailing', 'recipient'];

  @ManyToOne(() => Mailing, { primary: true, ref: true, deleteRule: 'cascade' })
  mailing!: Ref<Mailing>;

  @ManyToOne(() => Recipient, { primary: true, ref: true, deleteRule: 'cascade' })
  recipient!: Ref<Recipient>;
}

/** A list of a mailing. */
@Entity()
@Index({ name: 'mailing_list_list_index', properties: ['list'] })
export class MailingList {
  declare [PrimaryKeyProp]?: ['mailing', 'list'];

  @ManyToOne(() => Mailing, { primary: true, ref: true, deleteRule: 'cascade' })
  mailing!: Ref<Mailing>;

  @ManyToOne(() => RecipientList, { primary: true, ref: true, deleteRule: 'cascade' })
  list!: Ref<RecipientList>;
}

/** A segment of a mailing. */
@Entity()
@Index({ name: 'mailing_segment_segment_index', properties: ['segment'] })
export class MailingSegment {
  declare [PrimaryKeyProp]?: ['mailing', 'segment'];

  @ManyToOne(() => Mailing, { primary: true, ref: true, deleteRule: 'cascade' })
  mailing!: Ref<Mailing>;

  @ManyToOne(() => Segment, { primary: true, ref: true, deleteRule: 'cascade' })
  segment!: Ref<Segment>;
}
