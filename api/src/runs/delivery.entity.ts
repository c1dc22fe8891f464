import { BigIntType, type OptionalProps, type Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { closedSet, quoted } from '../closed-set.ts';
import { MailingRun } from './mailing-run.entity.ts';
import { SkipReason } from './run.enums.ts';

/** What a row says of itself. That it is on the wire stands in the lease which announced it, see decision 5. */
const RecordedState = closedSet(['PENDING', 'SENT', 'DEFERRED', 'FAILED', 'SKIPPED', 'UNKNOWN']);
export type RecordedState = keyof typeof RecordedState;

@ObjectType({ description: 'One recipient in one run.', simpleResolvers: true })
@Entity()
@Index({
  name: 'delivery_run_email_unique',
  expression: 'create unique index "delivery_run_email_unique" on "delivery" ("run_id", "address_hash")',
})
// Recipient first: the same index answers "what did this person get".
@Index({
  name: 'delivery_recipient_run_unique',
  expression:
    'create unique index "delivery_recipient_run_unique" on "delivery" ("recipient_id", "run_id") where "recipient_id" is not null',
})
@Index({ name: 'delivery_run_state_index', properties: ['run', 'state', 'id'] })
@Index({
  name: 'delivery_due_index',
  expression:
    'create index "delivery_due_index" on "delivery" ("run_id", "next_try_at") where "state" = \'DEFERRED\'',
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
  declare [OptionalProps]?: 'id' | 'state' | 'tries';

  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: new BigIntType('number'), generated: 'by default as identity' })
  id!: number;

  // Not checked row by row: the launch that makes them holds the run, and a trigger takes them along with it.
  @ManyToOne(() => MailingRun, { ref: true, createForeignKeyConstraint: false })
  run!: Ref<MailingRun>;

  /** Not a foreign key: a deleted recipient's deliveries stay as they are, and numbers are never given twice. */
  @Property({ type: 'integer', nullable: true })
  recipientId?: number | null;

  @Field(() => String, { description: 'The address as frozen at launch.' })
  @Property({ type: 'text' })
  email!: string;

  /** Of the mailbox, however its address is spelled. */
  @Property({ type: 'blob', hidden: true })
  addressHash!: Buffer;

  @Property({ type: 'text', default: 'PENDING' })
  state: RecordedState = 'PENDING';

  @Field(() => Int, { description: 'How often it was tried.' })
  @Property({ type: 'smallint', default: 0 })
  tries = 0;

  @Field(() => Date, { nullable: true, description: 'When it is tried again; null unless it is DEFERRED.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  nextTryAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the server accepted the email; null before that.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  sentAt?: Date | null;

  @Field(() => SkipReason, { nullable: true, description: 'Why it was skipped; null unless it was.' })
  @Property({ type: 'text', nullable: true })
  skipReason?: SkipReason | null;
}
