import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { apiEnum, quoted } from '../closed-set.ts';
import { User } from '../accounts/user.entity.ts';
import { BaseEntity } from '../db/base.entity.ts';

export const RecipientStatus = apiEnum('RecipientStatus', 'Whether a recipient may be sent to.', {
  ACTIVE: 'Mail is sent.',
  UNSUBSCRIBED: 'The person asked for no more mail.',
  BOUNCED: 'The server said that there is no such mailbox (5.1.1 or 5.1.10).',
  COMPLAINED: 'The person reported a mail as unwanted.',
});
export type RecipientStatus = keyof typeof RecipientStatus;

export type Attributes = Record<string, unknown>;

@ObjectType({ description: 'A person that mailings can be sent to.', simpleResolvers: true })
@Entity()
@Index({
  name: 'recipient_owner_email_unique',
  expression:
    'create unique index "recipient_owner_email_unique" on "recipient" ("address_hash", "owner_id")',
})
@Index({
  name: 'recipient_search_index',
  expression:
    'create index "recipient_search_index" on "recipient" using gin ((lower("email" || \' \' || "full_name")) gin_trgm_ops)',
})
@Index({ name: 'recipient_owner_created_at_index', properties: ['owner', 'createdAt', 'id'] })
@Index({ name: 'recipient_owner_full_name_index', properties: ['owner', 'fullName', 'id'] })
@Index({ name: 'recipient_owner_updated_at_index', properties: ['owner', 'updatedAt', 'id'] })
@Index({
  name: 'recipient_attributes_index',
  expression:
    'create index "recipient_attributes_index" on "recipient" using gin ("attributes" jsonb_path_ops)',
})
@Index({ name: 'recipient_owner_email_index', properties: ['owner', 'email', 'id'] })
@Index({ name: 'recipient_created_at_index', properties: ['createdAt', 'id'] })
@Index({ name: 'recipient_updated_at_index', properties: ['updatedAt', 'id'] })
@Index({ name: 'recipient_email_index', properties: ['email', 'id'] })
@Index({ name: 'recipient_full_name_index', properties: ['fullName', 'id'] })
@Index({
  name: 'recipient_status_index',
  expression:
    'create index "recipient_status_index" on "recipient" ("status", "owner_id", "created_at", "id") where "status" <> \'ACTIVE\'',
})
// As IS_UNUSUAL has it in search-people.ts.
@Index({
  name: 'recipient_unusual_index',
  expression:
    'create index "recipient_unusual_index" on "recipient" ("owner_id", "created_at", "id") where ("email" || \' \' || "full_name") ~ \'[^[:alnum:] @._\'\'-]|[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u9fff\\uac00-\\ud7af]\'',
})
@Check({
  name: 'recipient_status_check',
  expression: `status in (${quoted(RecipientStatus)})`,
})
export class Recipient extends BaseEntity<'updatedAt' | 'fullName' | 'comment' | 'attributes' | 'status'> {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => String, {
    description: 'The address as typed. One mailbox is unique per owner, however its address is spelled.',
  })
  @Property({ type: 'text' })
  email!: string;

  /** Of the mailbox, however its address is spelled. PostgreSQL makes it. */
  @Property({ type: 'blob', generated: '(address_hash(email)) stored', hidden: true })
  addressHash!: Buffer & Opt;

  @Field(() => String, { description: 'The name, as mails greet with it.' })
  @Property({ type: 'text', default: '' })
  fullName = '';

  @Field(() => String, { description: 'A note for the owner; never sent.' })
  @Property({ type: 'text', default: '' })
  comment = '';

  @Field(() => GraphQLJSON, {
    description: 'Free values by name, for placeholders such as recipient.attributes.city.',
  })
  @Property({ type: 'json', defaultRaw: `'{}'::jsonb` })
  attributes: Attributes = {};

  @Field(() => RecipientStatus, { description: 'Whether mail may be sent.' })
  @Property({ type: 'text', default: 'ACTIVE' })
  status: RecipientStatus = 'ACTIVE';

  @Field(() => Date, { description: 'When it was last changed.' })
  @Property({
    columnType: 'timestamptz(3)',
    type: 'datetime',
    defaultRaw: 'now()',
    onUpdate: () => new Date(),
  })
  updatedAt: Date = new Date();
}
