import { Field, ID, InputType, Int } from 'type-graphql';
import { apiEnum } from '../closed-set.ts';
import { OrderDirection } from '../paging/page-args.ts';
import { SendScope } from '../runs/run.enums.ts';
import { IntervalUnit } from './intervals/interval.entity.ts';
import { MailingStatus } from './mailing.entity.ts';

@InputType({ description: 'Selects mailings; all conditions must hold.' })
export class MailingFilter {
  @Field(() => String, { nullable: true, description: 'A part of the name, regardless of case.' })
  search?: string | null;

  @Field(() => MailingStatus, { nullable: true, description: 'Only those with this status.' })
  status?: MailingStatus | null;

  @Field(() => Boolean, { nullable: true, description: 'Enabled or disabled ones.' })
  isActive?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only things of this owner.' })
  ownerId?: string | null;
}

export const MailingOrderField = apiEnum('MailingOrderField', 'What mailings can be sorted by.', {
  NAME: 'The name, 1 to 200 characters.',
  CREATED_AT: 'The time of creation.',
  START_AT: 'The start; mailings without one come last when ascending.',
});
export type MailingOrderField = keyof typeof MailingOrderField;

@InputType({ description: 'How mailings are sorted.' })
export class MailingOrder {
  @Field(() => MailingOrderField, { description: 'The field to sort by.' })
  field!: MailingOrderField;

  @Field(() => OrderDirection, { description: 'The direction.' })
  direction!: OrderDirection;
}

@InputType({ description: 'A new mailing.' })
export class CreateMailingInput {
  @Field(() => ID, { description: 'The message.' })
  messageId!: string;

  @Field(() => String, { nullable: true, description: "Its name; the message's subject unless given." })
  name?: string | null;

  @Field(() => Date, { nullable: true, description: 'The start; without one it is launched by hand only.' })
  startAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Nothing is sent at or after this time.' })
  endAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "The IANA zone of start and interval; the owner's unless given.",
  })
  timeZone?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the interval at which it repeats; needs a start.',
  })
  intervalId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the sender that its mails come from; the default one unless given.',
  })
  senderId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Recipients chosen one by one.' })
  recipientIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Lists.' })
  listIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'A new start that is past or comes sooner waits so many seconds after the save, 0 to 600; saved without a start meanwhile, nothing is sent. 0 unless given.',
  })
  holdSeconds?: number | null;

  @Field(() => [ID], { nullable: true, description: 'Segments, at most 20.' })
  segmentIds?: string[] | null;
}

@InputType({ description: 'What to change of a mailing; what is absent stays, null clears.' })
export class UpdateMailingInput {
  @Field(() => ID, { nullable: true, description: 'The message; cannot be cleared.' })
  messageId?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name; cannot be cleared.' })
  name?: string | null;

  @Field(() => Date, { nullable: true, description: 'The start; null for by hand only.' })
  startAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Nothing is sent at or after this time.' })
  endAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "The IANA zone of start and interval; null: the owner's.",
  })
  timeZone?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the interval at which it repeats; needs a start.',
  })
  intervalId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of the sender; null: the default one.' })
  senderId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of recipients chosen one by one. Replaces the whole list.',
  })
  recipientIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'The ids of lists. Replaces the whole list.' })
  listIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'A new start that is past or comes sooner waits so many seconds after the save, 0 to 600; saved without a start meanwhile, nothing is sent. 0 unless given.',
  })
  holdSeconds?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of segments, at most 20. Replaces the whole list.',
  })
  segmentIds?: string[] | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Refuses the change with CONFLICT if somebody has saved since this time.',
  })
  ifUpdatedAt?: Date | null;
}

@InputType({ description: "A saved mailing's audience, or one that is being put together." })
export class PreviewAudienceInput {
  @Field(() => ID, { nullable: true, description: 'A saved mailing.' })
  mailingId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Recipients chosen one by one, where no mailing is given.',
  })
  recipientIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Lists, where no mailing is given.' })
  listIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Segments, at most 20, where no mailing is given.' })
  segmentIds?: string[] | null;

  @Field(() => SendScope, {
    nullable: true,
    description: 'The part of the audience to count; ALL by default.',
  })
  scope?: SendScope | null;
}

@InputType({ description: 'A schedule that is being put together, as a mailing would have it.' })
export class PreviewStartsInput {
  @Field(() => Date, { description: 'The first start.' })
  startAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Nothing starts at or after this time.' })
  endAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The IANA zone in which days, weeks and months are counted; your own unless given.',
  })
  timeZone?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the interval at which it repeats; it starts once unless given.',
  })
  intervalId?: string | null;
}

@InputType({ description: 'A new interval.' })
export class CreateIntervalInput {
  @Field(() => String, { description: 'Its name, 1 to 200 characters.' })
  name!: string;

  @Field(() => Int, { description: 'How many units lie between two starts, 1 to 10,000.' })
  every!: number;

  @Field(() => IntervalUnit, { description: 'The unit of time.' })
  unit!: IntervalUnit;
}

@InputType({ description: 'What to change of an interval; what is absent stays.' })
export class UpdateIntervalInput {
  @Field(() => String, { nullable: true, description: 'Its name, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many units lie between two starts, 1 to 10,000.' })
  every?: number | null;

  @Field(() => IntervalUnit, { nullable: true, description: 'The unit of time.' })
  unit?: IntervalUnit | null;
}
