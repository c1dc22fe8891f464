import { Collection, type Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, OneToMany, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { apiEnum, quoted } from '../closed-set.ts';
import { User } from '../accounts/user.entity.ts';
import { BaseEntity } from '../db/base.entity.ts';
import { Mailing } from '../mailings/mailing.entity.ts';

export const MessageFormat = apiEnum('MessageFormat', "The format of a message's body.", {
  HTML: 'HTML, sent as multipart/alternative with a text part.',
  TEXT: 'Plain text.',
});
export type MessageFormat = keyof typeof MessageFormat;

@ObjectType({
  description: 'A template for emails: subject and body with Liquid placeholders.',
  simpleResolvers: true,
})
@Entity()
@Index({ name: 'message_owner_subject_index', properties: ['owner', 'subject', 'id'] })
@Index({ name: 'message_owner_created_at_index', properties: ['owner', 'createdAt', 'id'] })
@Index({ name: 'message_owner_updated_at_index', properties: ['owner', 'updatedAt', 'id'] })
@Index({ name: 'message_subject_index', properties: ['subject', 'id'] })
@Index({ name: 'message_created_at_index', properties: ['createdAt', 'id'] })
@Index({ name: 'message_updated_at_index', properties: ['updatedAt', 'id'] })
@Index({
  name: 'message_search_index',
  expression: 'create index "message_search_index" on "message" using gin (lower("subject") gin_trgm_ops)',
})
@Check({ name: 'message_format_check', expression: `format in (${quoted(MessageFormat)})` })
export class Message extends BaseEntity<'updatedAt' | 'format'> {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => String, { description: 'The subject line, a Liquid template.' })
  @Property({ type: 'text' })
  subject!: string;

  @Field(() => String, { description: 'The body, a Liquid template.' })
  @Property({ type: 'text' })
  body!: string;

  @Field(() => MessageFormat, { description: 'The format of the body.' })
  @Property({ type: 'text', default: 'HTML' })
  format: MessageFormat = 'HTML';

  @Field(() => String, {
    nullable: true,
    description:
      'The text part of an HTML message, a Liquid template; null if it is generated from the HTML. Plain text messages have none.',
  })
  @Property({ type: 'text', nullable: true })
  textPart?: string | null;

  /** The mailings that send it. */
  @OneToMany(() => Mailing, (mailing) => mailing.message)
  mailings = new Collection<Mailing>(this);

  @Field(() => Date, { description: 'When it was last changed.' })
  @Property({
    columnType: 'timestamptz(3)',
    type: 'datetime',
    defaultRaw: 'now()',
    onUpdate: () => new Date(),
  })
  updatedAt: Date = new Date();
}
