import { BigIntType, type Opt, type OptionalProps, type Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { closedSet, quoted } from '../closed-set.ts';
import { MailingRun } from './mailing-run.entity.ts';
import { SkipReason } from './run.enums.ts';

/**
 * The state recorded in the row. Whether a delivery is on the wire is recorded in the lease that announced
 * it, see decision 5.
 */
const RecordedState = closedSet(['PENDING', 'SENT', 'DEFERRED', 'FAILED', 'SKIPPED', 'UNKNOWN']);
export type RecordedState = keyof typeof RecordedState;

@ObjectType({ description: 'One recipient in one run.', simpleResolvers: true })
@Entity()
@Index({
  name: 'delivery_run_email_unique',
  expression: 'create unique index "delivery_run_email_unique" on "delivery" ("run_id", "address_hash")',
})
// Recipient first: the same index finds everything that a person got.
@Index({
  name: 'delivery_recipient_run_unique',
  expression:
    'create unique index "delivery_recipient_run_unique" on "delivery" ("recipient_id", "run_id") where "recipient_id" is not null',
})
// No index contains or tests `state`, so that none changes when a delivery becomes SENT (decision 60).
@Index({ name: 'delivery_run_index', properties: ['run', 'id'] })
@Index({
  name: 'delivery_exception_index',
  expression:
    'create index "delivery_exception_index" on "delivery" ("run_id", "exception", "id") where "exception" is not null',
})
@Index({
  name: 'delivery_due_index',
  expression:
    'create index "delivery_due_index" on "delivery" ("run_id", "next_try_at") where "next_try_at" is not null',
})
// A summary of each range of pages; it does not keep a delivery that is sent from staying on its page.
@Index({
  name: 'delivery_sent_index',
  expression: 'create index "delivery_sent_index" on "delivery" using brin ("sent_at")',
})
@Check({
  name: 'delivery_state_check',
  expression: `state in (${quoted(RecordedState)})`,
})
@Check({
  name: 'delivery_next_try_check',
  expression: "(state = 'DEFERRED') = (next_try_at is not null)",
})
@Check({ name: 'delivery_skip_reason_check', expression: "(state = 'SKIPPED') = (skip_reason is not null)" })
export class Delivery {
  declare [OptionalProps]?: 'id' | 'state' | 'exception' | 'tries';

  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: new BigIntType('number'), generated: 'by default as identity' })
  id!: number;

  // No foreign key check for each row: the launch that creates them holds the run, and a trigger deletes them
  // with it.
  @ManyToOne(() => MailingRun, { ref: true, createForeignKeyConstraint: false })
  run!: Ref<MailingRun>;

  /** Not a foreign key: deliveries keep a deleted recipient's number, and numbers are never reused. */
  @Property({ type: 'integer', nullable: true })
  recipientId?: number | null;

  @Field(() => String, { description: 'The address as frozen at launch; empty if the person was erased.' })
  @Property({ type: 'text' })
  email!: string;

  /** Hash of the mailbox, the same for all spellings of its address. */
  @Property({ type: 'blob', hidden: true })
  addressHash!: Buffer;

  @Property({ type: 'text', default: 'PENDING' })
  state: RecordedState = 'PENDING';

  /**
   * The state, unless it is PENDING or SENT, as nearly all are: an index can contain it without changing with
   * every mail.
   */
  @Property({
    type: 'text',
    nullable: true,
    generated: "(case when state not in ('PENDING', 'SENT') then state end) stored",
    hidden: true,
  })
  exception!: (Exclude<RecordedState, 'PENDING' | 'SENT'> & Opt) | null;

  @Field(() => Int, { description: 'The number of tries so far.' })
  @Property({ type: 'smallint', default: 0 })
  tries = 0;

  @Field(() => Date, {
    nullable: true,
    description: 'When it will be tried again; null unless it is DEFERRED.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  nextTryAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the server accepted the email; null before that.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  sentAt?: Date | null;

  @Field(() => SkipReason, { nullable: true, description: 'Why it was skipped; null unless it is SKIPPED.' })
  @Property({ type: 'text', nullable: true })
  skipReason?: SkipReason | null;
}
