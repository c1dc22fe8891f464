import { BigIntType, type OptionalProps, type PrimaryKeyProp, type Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { quoted } from '../closed-set.ts';
import { Webhook } from './webhook.entity.ts';
import { CallEvent, CallStatus } from './webhook.enums.ts';

/**
 * The outbox of webhooks, and their log: database triggers write a row in the transaction of the event,
 * whoever causes it. Workers call the address until it responds.
 */
@ObjectType({ description: 'A call of a webhook, with its result.', simpleResolvers: true })
@Entity()
@Index({ name: 'webhook_call_webhook_index', properties: ['webhook', 'id'] })
@Index({
  name: 'webhook_call_due_index',
  expression:
    'create index "webhook_call_due_index" on "webhook_call" ("next_try_at") where "status" = \'PENDING\'',
})
@Index({ name: 'webhook_call_finished_index', properties: ['finishedAt'] })
@Check({ name: 'webhook_call_event_check', expression: `event in (${quoted(CallEvent)})` })
@Check({ name: 'webhook_call_status_check', expression: `status in (${quoted(CallStatus)})` })
@Check({ name: 'webhook_call_finished_check', expression: `(status = 'PENDING') = (finished_at is null)` })
export class WebhookCall {
  declare [OptionalProps]?: 'id' | 'createdAt' | 'status' | 'tries' | 'nextTryAt' | 'response' | 'messageId';

  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: new BigIntType('number'), generated: 'by default as identity' })
  id!: number;

  @Field(() => Date, { description: 'When the event happened.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  createdAt: Date = new Date();

  @ManyToOne(() => Webhook, { ref: true, deleteRule: 'cascade' })
  webhook!: Ref<Webhook>;

  @Field(() => CallEvent, { description: 'The event.' })
  @Property({ type: 'text' })
  event!: CallEvent;

  /** The same in every try, so that a program can recognise repetitions. */
  @Property({ type: 'uuid', defaultRaw: 'gen_random_uuid()' })
  messageId!: string;

  @Property({ type: 'json' })
  facts!: Record<string, unknown>;

  @Field(() => CallStatus, { description: 'The status of the call.' })
  @Property({ type: 'text', default: 'PENDING' })
  status: CallStatus = 'PENDING';

  @Field(() => Int, { description: 'The number of tries so far.' })
  @Property({ type: 'integer', default: 0 })
  tries = 0;

  /** When to try next; also the end of the hold of the worker that is trying. */
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  nextTryAt: Date = new Date();

  /** Until when a worker is trying. */
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  heldUntil?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The HTTP status of the last response; null if there was none.',
  })
  @Property({ type: 'smallint', nullable: true })
  responseCode?: number | null;

  @Field(() => String, {
    description:
      'The first 500 characters of the last response, or why there was none; empty before the first try.',
  })
  @Property({ type: 'text', default: '' })
  response = '';

  @Field(() => Int, {
    nullable: true,
    description: 'The duration of the last try in milliseconds; null before the first try.',
  })
  @Property({ type: 'integer', nullable: true })
  took?: number | null;

  @Field(() => Date, { nullable: true, description: 'When it was last tried; null before the first try.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  triedAt?: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When it succeeded or was given up; null while it is PENDING.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  finishedAt?: Date | null;
}

/** A failed delivery, until a worker gathers those of a run into a call. */
@Entity()
export class WebhookFailure {
  declare [PrimaryKeyProp]?: ['webhook', 'deliveryId'];

  @ManyToOne(() => Webhook, { ref: true, primary: true, deleteRule: 'cascade' })
  webhook!: Ref<Webhook>;

  @PrimaryKey({ type: new BigIntType('number') })
  deliveryId!: number;

  @Property({ type: 'integer' })
  runId!: number;
}
