import { BigIntType, type OptionalProps, type Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { quoted } from '../closed-set.ts';
import { Delivery } from './delivery.entity.ts';
import { AttemptStatus } from './run.enums.ts';

/**
 * Appended, never changed. `owner`, `mailing` and `run` repeat those of the delivery, so that each log is one
 * index scan.
 */
@ObjectType({
  description:
    'One attempt to hand an email to the SMTP server. Never changed, and kept as long as its mailing.',
  simpleResolvers: true,
})
@Entity()
@Index({ name: 'attempt_delivery_index', properties: ['delivery'] })
@Index({ name: 'attempt_owner_index', properties: ['ownerId', 'id'] })
@Index({ name: 'attempt_mailing_index', properties: ['mailingId', 'id'] })
@Index({ name: 'attempt_run_index', properties: ['runId', 'id'] })
@Index({
  name: 'attempt_failure_index',
  expression:
    'create index "attempt_failure_index" on "attempt" ("owner_id", "status", "id") where "status" <> \'SUCCESS\'',
})
@Index({
  name: 'attempt_smtp_code_index',
  expression:
    'create index "attempt_smtp_code_index" on "attempt" ("smtp_code", "id") where "smtp_code" <> 250',
})
@Index({
  name: 'attempt_attempted_at_index',
  expression: 'create index "attempt_attempted_at_index" on "attempt" using brin ("attempted_at")',
})
@Check({ name: 'attempt_status_check', expression: `status in (${quoted(AttemptStatus)})` })
export class Attempt {
  declare [OptionalProps]?: 'id' | 'attemptedAt';

  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: new BigIntType('number'), generated: 'by default as identity' })
  id!: number;

  // No foreign key check for each row either: whoever writes an attempt has found its delivery, and deleting
  // a run deletes both.
  @ManyToOne(() => Delivery, { ref: true, createForeignKeyConstraint: false })
  delivery!: Ref<Delivery>;

  @Property({ type: 'integer' })
  runId!: number;

  @Property({ type: 'integer' })
  mailingId!: number;

  @Property({ type: 'integer' })
  ownerId!: number;

  @Field(() => AttemptStatus, { description: 'The result of the attempt.' })
  @Property({ type: 'text' })
  status!: AttemptStatus;

  @Field(() => Int, {
    nullable: true,
    description: 'The SMTP reply code (RFC 5321); null if the server did not reply.',
  })
  @Property({ type: 'smallint', nullable: true })
  smtpCode?: number | null;

  @Field(() => String, { description: "The server's reply, or the error's text." })
  @Property({ type: 'text' })
  serverResponse!: string;

  /** The mail server that it was made over; null for older attempts, and if its worker died. */
  @Property({ type: 'smallint', nullable: true })
  serverId?: number | null;

  @Field(() => Date, { description: 'When the attempt ended.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  attemptedAt: Date = new Date();
}
