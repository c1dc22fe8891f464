import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../paging/page-args.ts';
import { MessageFormat } from './message.entity.ts';

@InputType({ description: 'Which messages; all conditions together.' })
export class MessageFilter {
  @Field(() => String, { nullable: true, description: 'A part of the subject, without regard to case.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this owner.' })
  ownerId?: string | null;
}

export const MessageOrderField = {
  SUBJECT: 'SUBJECT',
  CREATED_AT: 'CREATED_AT',
  UPDATED_AT: 'UPDATED_AT',
} as const;
export type MessageOrderField = keyof typeof MessageOrderField;
registerEnumType(MessageOrderField, {
  name: 'MessageOrderField',
  description: 'What messages can be sorted by.',
  valuesConfig: {
    SUBJECT: { description: 'The subject.' },
    CREATED_AT: { description: 'When they were made.' },
    UPDATED_AT: { description: 'When they were last changed.' },
  },
});

@InputType({ description: 'How messages are sorted.' })
export class MessageOrder {
  @Field(() => MessageOrderField, { description: 'By what.' })
  field!: MessageOrderField;

  @Field(() => OrderDirection, { description: 'Which way.' })
  direction!: OrderDirection;
}

@InputType({ description: 'A new message.' })
export class CreateMessageInput {
  @Field(() => String, { description: 'The subject line, a Liquid template.' })
  subject!: string;

  @Field(() => String, { description: 'The body, a Liquid template.' })
  body!: string;

  @Field(() => MessageFormat, { nullable: true, description: 'What the body is; HTML unless given.' })
  format?: MessageFormat | null;
}

@InputType({ description: 'What to change of a message; what is absent stays.' })
export class UpdateMessageInput {
  @Field(() => String, { nullable: true, description: 'The subject line.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'The body.' })
  body?: string | null;

  @Field(() => MessageFormat, { nullable: true, description: 'What the body is.' })
  format?: MessageFormat | null;

  @Field(() => Date, { nullable: true, description: 'CONFLICT where somebody saved since this time.' })
  ifUpdatedAt?: Date | null;
}

@InputType({
  description:
    'What to preview: a saved message, what is being written, or the first with changes of the second.',
})
export class PreviewMessageInput {
  @Field(() => ID, { nullable: true, description: 'A saved message.' })
  messageId?: string | null;

  @Field(() => String, { nullable: true, description: 'The subject line as it is being written.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'The body as it is being written.' })
  body?: string | null;

  @Field(() => MessageFormat, { nullable: true, description: 'What the body is.' })
  format?: MessageFormat | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Whose values to fill in; those of an example person unless given.',
  })
  recipientId?: string | null;
}

@InputType({ description: 'A test of a message; it counts in no statistic.' })
export class SendTestInput {
  @Field(() => ID, { description: 'The message.' })
  messageId!: string;

  @Field(() => [String], { description: 'Where to: at most five addresses.' })
  to!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'Whose values to fill in; those of an example person unless given.',
  })
  recipientId?: string | null;
}
