import { Field, ID, InputType } from 'type-graphql';
import { apiEnum } from '../closed-set.ts';
import { OrderDirection } from '../paging/page-args.ts';
import { MessageFormat } from './message.entity.ts';

@InputType({ description: 'Selects messages; all conditions must hold.' })
export class MessageFilter {
  @Field(() => String, { nullable: true, description: 'A part of the subject, regardless of case.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only things of this owner.' })
  ownerId?: string | null;
}

export const MessageOrderField = apiEnum('MessageOrderField', 'What messages can be sorted by.', {
  SUBJECT: 'The subject.',
  CREATED_AT: 'The time of creation.',
  UPDATED_AT: 'The time of the last change.',
});
export type MessageOrderField = keyof typeof MessageOrderField;

@InputType({ description: 'How messages are sorted.' })
export class MessageOrder {
  @Field(() => MessageOrderField, { description: 'The field to sort by.' })
  field!: MessageOrderField;

  @Field(() => OrderDirection, { description: 'The direction.' })
  direction!: OrderDirection;
}

@InputType({ description: 'A new message.' })
export class CreateMessageInput {
  @Field(() => String, { description: 'The subject line, a Liquid template.' })
  subject!: string;

  @Field(() => String, { description: 'The body, a Liquid template.' })
  body!: string;

  @Field(() => MessageFormat, { nullable: true, description: 'The format of the body; HTML by default.' })
  format?: MessageFormat | null;
}

@InputType({ description: 'What to change of a message; what is absent stays.' })
export class UpdateMessageInput {
  @Field(() => String, { nullable: true, description: 'The subject line.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'The body.' })
  body?: string | null;

  @Field(() => MessageFormat, { nullable: true, description: 'The format of the body.' })
  format?: MessageFormat | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Refuses the change with CONFLICT if somebody has saved since this time.',
  })
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

  @Field(() => MessageFormat, { nullable: true, description: 'The format of the body.' })
  format?: MessageFormat | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The recipient whose values fill the placeholders; an example person by default.',
  })
  recipientId?: string | null;
}

@InputType({ description: 'A test of a message; it counts in no statistic.' })
export class SendTestInput {
  @Field(() => ID, { description: 'The message.' })
  messageId!: string;

  @Field(() => [String], { description: 'The addresses to send the test to, at most five.' })
  to!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'The recipient whose values fill the placeholders; an example person by default.',
  })
  recipientId?: string | null;
}
