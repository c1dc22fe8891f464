import { Field, ID, InputType } from 'type-graphql';
import { apiEnum } from '../closed-set.ts';
import { OrderDirection } from '../paging/page-args.ts';
import { MessageFormat } from './message.entity.ts';

@InputType({ description: 'Selects messages; all conditions must hold.' })
export class MessageFilter {
  @Field(() => String, { nullable: true, description: 'Part of the subject, ignoring case.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only messages of this owner.' })
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

  @Field(() => OrderDirection, { defaultValue: 'ASC', description: 'The direction.' })
  direction!: OrderDirection;
}

const TEXT_PART =
  'The text part of an HTML message, a Liquid template. Null or blank: it is generated from the HTML.';

@InputType({ description: 'A new message.' })
export class CreateMessageInput {
  @Field(() => String, { description: 'The subject line, a Liquid template.' })
  subject!: string;

  @Field(() => String, { description: 'The body, a Liquid template.' })
  body!: string;

  @Field(() => MessageFormat, {
    nullable: true,
    defaultValue: 'HTML',
    description: 'The format of the body.',
  })
  format?: MessageFormat | null;

  @Field(() => String, { nullable: true, description: TEXT_PART })
  textPart?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A message whose attachments the new one carries too, for a copy of it.',
  })
  attachmentsOfId?: string | null;
}

@InputType({ description: 'Changes to a message; omitted fields stay as they are.' })
export class UpdateMessageInput {
  @Field(() => String, { nullable: true, description: 'The subject line.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'The body.' })
  body?: string | null;

  @Field(() => MessageFormat, { nullable: true, description: 'The format of the body.' })
  format?: MessageFormat | null;

  @Field(() => String, { nullable: true, description: TEXT_PART })
  textPart?: string | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'The `updatedAt` that the client has loaded. The change fails with CONFLICT if somebody has saved since then.',
  })
  ifUpdatedAt?: Date | null;
}

@InputType({
  description: 'The message to preview: a saved one, an unsaved one, or a saved one with unsaved changes.',
})
export class PreviewMessageInput {
  @Field(() => ID, { nullable: true, description: 'The id of a saved message.' })
  messageId?: string | null;

  @Field(() => String, { nullable: true, description: 'The unsaved subject line.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'The unsaved body.' })
  body?: string | null;

  @Field(() => MessageFormat, { nullable: true, description: 'The format of the body.' })
  format?: MessageFormat | null;

  @Field(() => String, {
    nullable: true,
    description: 'The unsaved text part; null for a generated one. Defaults to that of the saved message.',
  })
  textPart?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the recipient whose values fill the placeholders. Defaults to an example person.',
  })
  recipientId?: string | null;
}

@InputType({ description: 'A test of a message. It appears in no statistics.' })
export class SendTestInput {
  @Field(() => ID, { description: 'The message.' })
  messageId!: string;

  @Field(() => [String], { description: 'The addresses to send the test to, at most five.' })
  to!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the recipient whose values fill the placeholders. Defaults to an example person.',
  })
  recipientId?: string | null;
}
