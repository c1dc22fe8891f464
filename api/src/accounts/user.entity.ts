import { Check, Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { quoted } from '../closed-set.ts';
import { BaseEntity } from '../db/base.entity.ts';
import { Locale } from '../language/locale.ts';

@ObjectType({ description: 'A person with an account.', simpleResolvers: true })
@Entity({ tableName: 'user' })
@Index({
  name: 'user_email_unique',
  expression: 'create unique index "user_email_unique" on "user" (lower("email"))',
})
@Index({
  name: 'user_search_index',
  expression:
    'create index "user_search_index" on "user" using gin ((lower("email" || \' \' || "full_name")) gin_trgm_ops)',
})
@Index({ name: 'user_email_index', properties: ['email', 'id'] })
@Index({ name: 'user_created_at_index', properties: ['createdAt', 'id'] })
@Index({ name: 'user_last_login_at_index', properties: ['lastLoginAt', 'id'] })
@Index({
  name: 'user_blocked_index',
  expression:
    'create index "user_blocked_index" on "user" ("created_at", "id") where "blocked_at" is not null',
})
@Index({
  name: 'user_awaits_approval_index',
  expression:
    'create index "user_awaits_approval_index" on "user" ("created_at", "id") where "awaits_approval"',
})
@Check({ name: 'user_locale_check', expression: `locale in (${quoted(Locale)})` })
export class User extends BaseEntity<
  'fullName' | 'locale' | 'timeZone' | 'isSuperuser' | 'isActive' | 'awaitsApproval' | 'isLimited'
> {
  @Field(() => String, { description: 'The address to log in with; unique, ignoring case.' })
  @Property({ type: 'text' })
  email!: string;

  @Field(() => String, {
    description: "The name, which also appears in the From header of the user's mailings.",
  })
  @Property({ type: 'text', default: '' })
  fullName = '';

  /** An argon2id PHC string; null for an account that cannot log in by password. */
  @Property({ type: 'text', nullable: true, hidden: true, lazy: true })
  passwordHash?: string | null;

  @Field(() => Locale, { description: 'The language of pages, errors and account emails.' })
  @Property({ type: 'text', default: 'EN' })
  locale: Locale = 'EN';

  @Field(() => String, { description: 'The IANA time zone in which times are shown, such as Europe/Berlin.' })
  @Property({ type: 'text', default: 'UTC' })
  timeZone = 'UTC';

  @Field(() => Boolean, { description: 'Whether the user is a superuser, with every permission.' })
  @Property({ type: 'boolean', default: false })
  isSuperuser = false;

  @Field(() => Date, { nullable: true, description: 'When the account was blocked; null if it is not.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  blockedAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the account is blocked; null if it is not, or no reason was given.',
  })
  @Property({ type: 'text', nullable: true })
  blockReason?: string | null;

  @Field(() => Date, { nullable: true, description: 'When the address was confirmed; null before that.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  emailConfirmedAt?: Date | null;

  @Field(() => Boolean, {
    description: 'Whether the account awaits approval. Nobody can log in to it before.',
  })
  @Property({ type: 'boolean', default: false })
  awaitsApproval = false;

  @Field(() => Boolean, {
    description: 'Whether the quotas for new accounts apply: recipients in 24 hours and test emails an hour.',
  })
  @Property({ type: 'boolean', default: false })
  isLimited = false;

  @Field(() => Date, { nullable: true, description: 'When the user last logged in; null if never.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  lastLoginAt?: Date | null;

  @Field(() => Boolean, { description: 'Whether the account is active; false while it is blocked.' })
  get isActive(): boolean {
    return this.blockedAt == null;
  }
}

@ObjectType({
  description: 'The part of a user that everybody may see who sees something of theirs.',
  simpleResolvers: true,
})
export class PublicUser {
  @Field(() => ID, { description: 'Its id.' })
  id!: number;

  @Field(() => String, { description: 'The name of the user.' })
  fullName!: string;
}
