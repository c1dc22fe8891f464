import { BigIntType, type OptionalProps, type Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { User } from '../../accounts/user.entity.ts';
import { quoted } from '../../closed-set.ts';
import { MailEventKind, MailEventSource } from './mail-event.enums.ts';

/**
 * Appended, never changed. It identifies the mailbox by its hash and everything else by plain numbers, so
 * that it outlives recipient, mailing and run, and still explains why somebody gets no mail.
 */
@ObjectType({
  description:
    'An event reported for a mail: a bounce, a complaint or an unsubscription. Never changed; each kind is stored once for a delivery.',
  simpleResolvers: true,
})
@Entity()
@Index({
  name: 'mail_event_delivery_unique',
  expression:
    'create unique index "mail_event_delivery_unique" on "mail_event" ("delivery_id", "kind") where "delivery_id" is not null',
})
@Index({
  name: 'mail_event_external_unique',
  expression:
    'create unique index "mail_event_external_unique" on "mail_event" ("source", "external_id") where "external_id" is not null',
})
@Index({ name: 'mail_event_address_index', properties: ['addressHash', 'owner', 'id'] })
@Index({ name: 'mail_event_owner_index', properties: ['owner', 'id'] })
@Index({ name: 'mail_event_mailing_index', properties: ['mailingId', 'id'] })
@Index({ name: 'mail_event_run_index', properties: ['runId', 'kind'] })
@Check({ name: 'mail_event_kind_check', expression: `kind in (${quoted(MailEventKind)})` })
@Check({ name: 'mail_event_source_check', expression: `source in (${quoted(MailEventSource)})` })
@Check({
  name: 'mail_event_length_check',
  expression: 'length(words) <= 1000 and length(raw) <= 8000',
})
export class MailEvent {
  declare [OptionalProps]?: 'id' | 'happenedAt';

  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: new BigIntType('number'), generated: 'by default as identity' })
  id!: number;

  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  /** Hash of the mailbox, the same for all spellings of its address. */
  @Property({ type: 'blob', hidden: true })
  addressHash!: Buffer;

  @Field(() => String, {
    nullable: true,
    description: 'The address of the mail; null if only its hash is known.',
  })
  @Property({ type: 'text', nullable: true })
  email?: string | null;

  @Property({ type: new BigIntType('number'), nullable: true })
  deliveryId?: number | null;

  @Property({ type: 'integer', nullable: true })
  runId?: number | null;

  @Property({ type: 'integer', nullable: true })
  mailingId?: number | null;

  @Field(() => MailEventKind, { description: 'The kind of event.' })
  @Property({ type: 'text' })
  kind!: MailEventKind;

  @Field(() => MailEventSource, { description: 'Who reported it.' })
  @Property({ type: 'text' })
  source!: MailEventSource;

  @Field(() => String, {
    nullable: true,
    description:
      'The reason of a bounce, as far as its words are understood, such as NO_MAILBOX, MAILBOX_FULL or BLOCKLISTED; null for other events.',
  })
  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The enhanced status code of a bounce (RFC 3463), such as 5.1.1, or else the SMTP reply code; null if there is none.',
  })
  @Property({ type: 'text', nullable: true })
  code?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The words of the server, or for a complaint the provider's name for it; at most 1,000 characters.",
  })
  @Property({ type: 'text', nullable: true })
  words?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The relevant part of the report or of the provider's request, at most 8,000 characters; null if there was none.",
  })
  @Property({ type: 'text', nullable: true })
  raw?: string | null;

  /** The number given by a provider, which may report the same event more than once. */
  @Property({ type: 'text', nullable: true })
  externalId?: string | null;

  @Field(() => Date, { description: 'When it was received.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  happenedAt: Date = new Date();
}
