import type { Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { quoted } from '../../closed-set.ts';
import { BaseEntity } from '../../db/base.entity.ts';
import { Message, MessageFormat } from '../message.entity.ts';

@ObjectType({
  description: 'What a message was before a change. To return to it, save its parts again.',
  simpleResolvers: true,
})
@Entity()
@Index({ name: 'message_version_message_index', properties: ['message', 'id'] })
@Check({ name: 'message_version_format_check', expression: `format in (${quoted(MessageFormat)})` })
export class MessageVersion extends BaseEntity {
  @ManyToOne(() => Message, { ref: true, deleteRule: 'cascade' })
  message!: Ref<Message>;

  @Field(() => String, { description: 'The subject line.' })
  @Property({ type: 'text' })
  subject!: string;

  @Field(() => String, { description: 'The body.' })
  @Property({ type: 'text' })
  body!: string;

  @Field(() => MessageFormat, { description: 'The format of the body.' })
  @Property({ type: 'text' })
  format!: MessageFormat;

  @Field(() => String, { nullable: true, description: 'The text part; null if it was generated.' })
  @Property({ type: 'text', nullable: true })
  textPart?: string | null;

  @Field(() => Date, { description: 'When it had been saved; `createdAt` is when it was replaced.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime' })
  savedAt!: Date;
}
