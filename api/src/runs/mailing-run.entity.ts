import type { OptionalProps, Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { quoted } from '../closed-set.ts';
import { User } from '../accounts/user.entity.ts';
import { Mailing, type MailingStatus } from '../mailings/mailing.entity.ts';
import { MessageFormat } from '../messages/message.entity.ts';
import type { Refusal } from './refusal.ts';
import { PauseReason, RunStatus, SendScope, type SkipReason } from './run.enums.ts';
import { TriggerType } from '../context/trigger-type.ts';

/**
 * One launch of a mailing. Its row alone decides whether mail may leave (`status`, `heldUntil`, `opensAt`, `closesAt`,
 * `endsAt`, `skipsRestAs`): everything that stops a send writes it here, so that the sender locks and reads one row.
 */
@ObjectType({
  description: 'One launch of a mailing, with its message and audience as they were at that time.',
  simpleResolvers: true,
})
@Entity()
@Unique({ name: 'mailing_run_number_unique', properties: ['mailing', 'runNumber'] })
@Index({
  name: 'mailing_run_unfinished_unique',
  expression:
    'create unique index "mailing_run_unfinished_unique" on "mailing_run" ("mailing_id") where "finished_at" is null',
})
@Index({
  name: 'mailing_run_idempotency_key_unique',
  expression:
    'create unique index "mailing_run_idempotency_key_unique" on "mailing_run" ("mailing_id", "idempotency_key") where "idempotency_key" is not null',
})
@Index({ name: 'mailing_run_owner_index', properties: ['owner', 'id'] })
@Check({
  name: 'mailing_run_status_check',
  expression: `status in (${quoted(RunStatus)})`,
})
@Check({
  name: 'mailing_run_trigger_type_check',
  expression: `trigger_type in (${quoted(TriggerType)})`,
})
@Check({ name: 'mailing_run_scope_check', expression: `scope in (${quoted(SendScope)})` })
@Check({
  name: 'mailing_run_pause_reasons_check',
  expression: `pause_reasons <@ '{${Object.values(PauseReason).join(',')}}'::text[] and (status = 'PAUSED') = (cardinality(pause_reasons) > 0 and finished_at is null and status <> 'CANCELLED')`,
})
@Check({
  name: 'mailing_run_counts_check',
  expression:
    'total = pending + sent + deferred + failed + skipped + unknown and least(pending, sent, deferred, failed, skipped, unknown) >= 0',
})
@Check({
  name: 'mailing_run_finished_check',
  expression: 'finished_at is null or (pending = 0 and deferred = 0)',
})
export class MailingRun {
  declare [OptionalProps]?:
    | 'id'
    | 'status'
    | 'pauseReasons'
    | 'startedAt'
    | 'total'
    | 'pending'
    | 'sent'
    | 'deferred'
    | 'failed'
    | 'skipped'
    | 'unknown'
    | 'maxTries'
    | 'refusedInRow'
    | 'claimCursor'
    | 'rateBucket'
    | 'rateCount'
    | 'ratePrevious';

  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: 'integer', generated: 'by default as identity' })
  id!: number;

  @ManyToOne(() => Mailing, { ref: true, deleteRule: 'cascade' })
  mailing!: Ref<Mailing>;

  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => Int, { description: 'The number of the run within its mailing, from 1.' })
  @Property({ type: 'integer' })
  runNumber!: number;

  @Field(() => TriggerType, { description: 'What launched the run.' })
  @Property({ type: 'text' })
  triggerType!: TriggerType;

  @Field(() => SendScope, { description: "The part of the mailing's audience that it is for." })
  @Property({ type: 'text' })
  scope!: SendScope;

  @Field(() => RunStatus, { description: 'The status of the run.' })
  @Property({ type: 'text', default: 'RUNNING' })
  status: RunStatus = 'RUNNING';

  @Field(() => [PauseReason], { description: 'Why it is paused. It continues when no reason is left.' })
  @Property({ type: 'array', columnType: 'text[]', defaultRaw: "'{}'" })
  pauseReasons: PauseReason[] = [];

  /** Where the SMTP server refuses the run, or why its mails cannot be rendered, with the exact words. */
  @Property({ type: 'text', nullable: true })
  pauseCause?: Refusal['cause'] | null;
  @Property({ type: 'text', nullable: true })
  pauseMessage?: string | null;

  /** How often the SMTP server's refusals have paused the run since it last accepted a mail of it. */
  @Property({ type: 'smallint', default: 0 })
  refusedInRow = 0;

  /** When a pause by the SMTP server is lifted, to try again. */
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  resumesAt?: Date | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'The end of the hold: nothing is sent before this time, and cancelling before it undoes the launch.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  heldUntil?: Date | null;

  /** The present window of the mailing's allowed hours, or the next one: nothing is sent outside of it. Null for always. */
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  opensAt?: Date | null;
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  closesAt?: Date | null;

  /**
   * The mailing's end: nothing is sent at or after it. Follows changes of the mailing while the run is
   * unfinished.
   */
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  endsAt?: Date | null;

  /**
   * Set when the run is cancelled or reaches its end: nothing is claimed any more, and what is left is
   * skipped with this reason.
   */
  @Property({ type: 'text', nullable: true })
  skipsRestAs?: SkipReason | null;

  @Field(() => String, { description: 'The subject as frozen at launch.' })
  @Property({ type: 'text' })
  subject!: string;

  @Field(() => String, { description: 'The body as frozen at launch.' })
  @Property({ type: 'text' })
  body!: string;

  @Field(() => MessageFormat, { description: 'The format as frozen at launch.' })
  @Property({ type: 'text' })
  format!: MessageFormat;

  @Field(() => String, {
    nullable: true,
    description: 'The text part as frozen at launch; null if it was generated from the HTML.',
  })
  @Property({ type: 'text', nullable: true })
  textPart?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The name that its mails come from, as frozen at launch; null for the owner's.",
  })
  @Property({ type: 'text', nullable: true })
  fromName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The address that its mails come from, as frozen at launch; null for the installation's.",
  })
  @Property({ type: 'text', nullable: true })
  fromAddress?: string | null;

  /** The address for replies. */
  @Property({ type: 'text', nullable: true })
  replyTo?: string | null;

  /** The number of tries after which a delivery has failed. */
  @Property({ type: 'smallint', default: 8 })
  maxTries = 8;

  /** The worker that this run is reserved for while it is alive; the others take over when it is gone. */
  @Property({ type: 'integer', nullable: true })
  workerId?: number | null;

  @Property({ type: 'text', nullable: true })
  idempotencyKey?: string | null;

  // What undoing the launch restores.
  @Property({ type: 'text' })
  launchedFrom!: MailingStatus;
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  usedStartAt?: Date | null;

  @ManyToOne(() => User, { ref: true, nullable: true, deleteRule: 'set null' })
  startedBy?: Ref<User> | null;

  @Field(() => Date, { description: 'When it was launched.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  startedAt: Date = new Date();

  /** When the first mail was accepted. */
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  firstSentAt?: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When it finished; null if it has not.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  finishedAt?: Date | null;

  // Number of deliveries in each state. Those on the wire still count as pending or deferred here.
  @Property({ type: 'integer', default: 0 })
  total = 0;
  @Property({ type: 'integer', default: 0 })
  pending = 0;
  @Property({ type: 'integer', default: 0 })
  sent = 0;
  @Property({ type: 'integer', default: 0 })
  deferred = 0;
  @Property({ type: 'integer', default: 0 })
  failed = 0;
  @Property({ type: 'integer', default: 0 })
  skipped = 0;
  @Property({ type: 'integer', default: 0 })
  unknown = 0;

  // Its deliveries lie between these numbers, with few others among them, so a page needs no index of its
  // own.
  @Property({ type: 'bigint', nullable: true })
  firstDeliveryId?: string | null;
  @Property({ type: 'bigint', nullable: true })
  lastDeliveryId?: string | null;

  /** No delivery with a smaller or equal id is pending and unclaimed, so claims start behind it. */
  @Property({ type: 'bigint', default: 0 })
  claimCursor = '0';

  // A sliding window for the rate: results in the current five seconds and in the five before.
  @Property({ type: 'bigint', default: 0 })
  rateBucket = '0';
  @Property({ type: 'integer', default: 0 })
  rateCount = 0;
  @Property({ type: 'integer', default: 0 })
  ratePrevious = 0;
}
