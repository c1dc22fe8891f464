import { Check, Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { apiEnum, quoted } from '../../closed-set.ts';
import { BaseEntity } from '../../db/base.entity.ts';

export const SuppressionReason = apiEnum('SuppressionReason', 'Why an address gets no mail.', {
  UNSUBSCRIBED: 'The person unsubscribed.',
  BOUNCED: 'According to its mail server the mailbox does not exist, or has refused several mails in a row.',
  COMPLAINED: 'The person reported a mail as unwanted.',
});
export type SuppressionReason = keyof typeof SuppressionReason;

export const SuppressionSource = apiEnum(
  'SuppressionSource',
  'How it became known that an address gets no mail.',
  {
    ONE_CLICK: "The unsubscribe button of the person's mail program (one-click, RFC 8058).",
    PAGE: 'The unsubscribe page, opened from an email.',
    MAILTO: 'An email to the unsubscribe address.',
    BY_HAND: 'A user, in the web client or through the API.',
    IMPORT: 'An imported file.',
    BOUNCE: 'A mail server reported it.',
    COMPLAINT: "A complaint report from the person's mail provider.",
  },
);
export type SuppressionSource = keyof typeof SuppressionSource;

export const SuppressionReach = apiEnum('SuppressionReach', 'Whose mail an address does not get.', {
  LIST: "Mail through one of the owner's lists.",
  OWNER: 'Mail from the owner.',
  INSTALLATION: 'Mail from everybody on this installation.',
});
export type SuppressionReach = keyof typeof SuppressionReach;

/**
 * An address that gets no mail. Has no foreign keys: it outlives recipient, list, mailing and owner. A row is
 * never deleted; once lifted, it remains as the record of who allowed mail again, when and why.
 */
@ObjectType({ description: 'An address that gets no mail.', simpleResolvers: true })
@Entity()
@Index({
  name: 'suppression_active_unique',
  expression:
    'create unique index "suppression_active_unique" on "suppression" ("address_hash", "owner_id", "list_id") nulls not distinct where "lifted_at" is null',
})
@Index({ name: 'suppression_owner_index', properties: ['ownerId', 'createdAt', 'id'] })
@Index({ name: 'suppression_created_at_index', properties: ['createdAt', 'id'] })
@Index({
  name: 'suppression_lifted_at_index',
  expression:
    'create index "suppression_lifted_at_index" on "suppression" ("lifted_at") where "lifted_at" is not null',
})
@Check({
  name: 'suppression_reason_check',
  expression: `reason in (${quoted(SuppressionReason)})`,
})
@Check({
  name: 'suppression_source_check',
  expression: `source in (${quoted(SuppressionSource)})`,
})
@Check({
  name: 'suppression_reach_check',
  expression: `reach in (${quoted(SuppressionReach)}) and (reach = 'LIST') = (list_id is not null) and (reach = 'INSTALLATION' or owner_id is not null)`,
})
@Check({
  name: 'suppression_lifted_check',
  expression: '(lifted_at is null) = (lift_reason is null)',
})
export class Suppression extends BaseEntity {
  /** Hash of the mailbox, the same for all spellings of its address: see `address_hash` in the database. */
  @Property({ type: 'blob' })
  addressHash!: Buffer;

  @Field(() => String, {
    nullable: true,
    description: 'The address; null if only its hash is known.',
  })
  @Property({ type: 'text', nullable: true })
  email?: string | null;

  /** The user whose mail is suppressed; null if a superuser suppressed everybody's. */
  @Property({ type: 'integer', nullable: true })
  ownerId?: number | null;

  @Field(() => SuppressionReach, { description: 'Whose mail the address does not get.' })
  @Property({ type: 'text' })
  reach!: SuppressionReach;

  @Property({ type: 'integer', nullable: true })
  listId?: number | null;

  @Field(() => SuppressionReason, { description: 'Why the address gets no mail.' })
  @Property({ type: 'text' })
  reason!: SuppressionReason;

  @Field(() => SuppressionSource, {
    nullable: true,
    description: 'How it became known; null if that was not recorded.',
  })
  @Property({ type: 'text', nullable: true })
  source?: SuppressionSource | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the mailing that led to it; null if none did. The mailing may have been deleted.',
  })
  @Property({ type: 'integer', nullable: true })
  mailingId?: number | null;

  @Field(() => String, { nullable: true, description: 'The name of that mailing at that time.' })
  @Property({ type: 'text', nullable: true })
  mailingName?: string | null;

  @Property({ type: 'integer', nullable: true })
  addedById?: number | null;

  @Field(() => Date, { nullable: true, description: 'When mail was allowed again; null if it was not.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  liftedAt?: Date | null;

  @Property({ type: 'integer', nullable: true })
  liftedById?: number | null;

  @Field(() => String, { nullable: true, description: 'Why mail was allowed again; null if it was not.' })
  @Property({ type: 'text', nullable: true })
  liftReason?: string | null;
}
