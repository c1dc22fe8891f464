import { Field, ID, InputType, Int } from 'type-graphql';
import { apiEnum } from '../closed-set.ts';
import { OrderDirection } from '../paging/page-args.ts';
import { SendScope } from '../runs/run.enums.ts';
import { AllowedHoursInput } from './hours/allowed-hours.ts';
import { IntervalUnit } from './intervals/interval.entity.ts';
import { MailingStatus } from './mailing.entity.ts';

@InputType({ description: 'Selects mailings; all conditions must hold.' })
export class MailingFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name, ignoring case.' })
  search?: string | null;

  @Field(() => MailingStatus, { nullable: true, description: 'Only mailings with this status.' })
  status?: MailingStatus | null;

  @Field(() => [MailingStatus], {
    nullable: true,
    description: 'Only mailings with one of these statuses.',
  })
  statuses?: MailingStatus[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only enabled ones if true, only disabled ones if false.',
  })
  isActive?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those with a next start if true, only those without one if false.',
  })
  isArmed?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only mailings that wait for a person, if true: those with an `attention`.',
  })
  needsAttention?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only mailings of this owner.' })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only mailings that send this message.' })
  messageId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only mailings with this segment in their audience.' })
  segmentId?: string | null;
}

export const MailingOrderField = apiEnum('MailingOrderField', 'What mailings can be sorted by.', {
  NAME: 'The name.',
  CREATED_AT: 'The time of creation.',
  START_AT: 'The first start. Mailings without one come last in ascending order.',
});
export type MailingOrderField = keyof typeof MailingOrderField;

@InputType({ description: 'How mailings are sorted.' })
export class MailingOrder {
  @Field(() => MailingOrderField, { description: 'The field to sort by.' })
  field!: MailingOrderField;

  @Field(() => OrderDirection, { defaultValue: 'ASC', description: 'The direction.' })
  direction!: OrderDirection;
}

@InputType({ description: 'How often a mailing repeats.' })
export class RepetitionInput {
  @Field(() => Int, { description: 'The number of units between two starts, 1 to 10,000.' })
  every!: number;

  @Field(() => IntervalUnit, { description: 'The unit of time.' })
  unit!: IntervalUnit;
}

@InputType({ description: 'A new mailing.' })
export class CreateMailingInput {
  @Field(() => ID, { description: 'The id of the message.' })
  messageId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The name. Defaults to the subject of the message, with the default texts of its placeholders.',
  })
  name?: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'The start. Without one it can only be launched manually.',
  })
  startAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Nothing is sent at or after this time.' })
  endAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "The IANA time zone of start and interval. Defaults to the owner's.",
  })
  timeZone?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the interval at which it repeats; requires a start.',
  })
  intervalId?: string | null;

  @Field(() => RepetitionInput, {
    nullable: true,
    description: 'How often it repeats, in place of an interval: one with this step is used, or created.',
  })
  repetition?: RepetitionInput | null;

  @Field(() => AllowedHoursInput, {
    nullable: true,
    description:
      'When mail may leave; always unless given. Outside of it a run waits, and goes on by itself.',
  })
  allowedHours?: AllowedHoursInput | null;

  @Field(() => ID, {
    nullable: true,
    description: "The id of the sender that its mails come from. Defaults to the owner's default sender.",
  })
  senderId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The ids of individually chosen recipients.' })
  recipientIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'The ids of its lists.' })
  listIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description:
      'Delays a new start that is in the past or sooner than this many seconds from now, 0 to 600. Removing the start within that time prevents the launch.',
  })
  holdSeconds?: number | null;

  @Field(() => [ID], { nullable: true, description: 'The ids of its segments, at most 20.' })
  segmentIds?: string[] | null;
}

@InputType({ description: 'Changes to a mailing; omitted fields stay as they are, null clears a field.' })
export class UpdateMailingInput {
  @Field(() => ID, { nullable: true, description: 'The id of the message; cannot be cleared.' })
  messageId?: string | null;

  @Field(() => String, { nullable: true, description: 'The name; cannot be cleared.' })
  name?: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'The start; null if it should only be launched manually.',
  })
  startAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Nothing is sent at or after this time.' })
  endAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "The IANA time zone of start and interval; null for the owner's.",
  })
  timeZone?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the interval at which it repeats; requires a start.',
  })
  intervalId?: string | null;

  @Field(() => RepetitionInput, {
    nullable: true,
    description: 'How often it repeats, in place of an interval: one with this step is used, or created.',
  })
  repetition?: RepetitionInput | null;

  @Field(() => AllowedHoursInput, {
    nullable: true,
    description: 'When mail may leave; null for always. Outside of it a run waits, and goes on by itself.',
  })
  allowedHours?: AllowedHoursInput | null;

  @Field(() => ID, {
    nullable: true,
    description: "The id of the sender; null for the owner's default sender.",
  })
  senderId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of individually chosen recipients. Replaces all of them.',
  })
  recipientIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'The ids of its lists. Replaces all of them.' })
  listIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Delays a new start that is in the past or sooner than this many seconds from now, 0 to 600. Removing the start within that time prevents the launch. Defaults to 0.',
  })
  holdSeconds?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of its segments, at most 20. Replaces all of them.',
  })
  segmentIds?: string[] | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'The `updatedAt` that the client has loaded. The change fails with CONFLICT if somebody has saved since then.',
  })
  ifUpdatedAt?: Date | null;
}

@InputType({ description: 'The audience to count: that of a saved mailing, or one that is not saved yet.' })
export class PreviewAudienceInput {
  @Field(() => ID, { nullable: true, description: 'The id of a saved mailing.' })
  mailingId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of individually chosen recipients, without a mailing.',
  })
  recipientIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'The ids of lists, without a mailing.' })
  listIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'The ids of segments, at most 20, without a mailing.' })
  segmentIds?: string[] | null;

  @Field(() => SendScope, {
    nullable: true,
    defaultValue: 'ALL',
    description: 'The part of the audience to count; without a mailing always ALL.',
  })
  scope?: SendScope | null;
}

@InputType({ description: 'A schedule that is not saved yet.' })
export class PreviewStartsInput {
  @Field(() => Date, { description: 'The first start.' })
  startAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Nothing starts at or after this time.' })
  endAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "The IANA time zone for the start and the interval. Defaults to the viewer's.",
  })
  timeZone?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the interval at which it repeats. Without one it starts once.',
  })
  intervalId?: string | null;

  @Field(() => RepetitionInput, {
    nullable: true,
    description: 'How often it repeats, in place of an interval.',
  })
  repetition?: RepetitionInput | null;
}

@InputType({ description: 'A new interval.' })
export class CreateIntervalInput {
  @Field(() => String, { description: 'The name, 1 to 200 characters.' })
  name!: string;

  @Field(() => Int, { description: 'The number of units between two starts, 1 to 10,000.' })
  every!: number;

  @Field(() => IntervalUnit, { description: 'The unit of time.' })
  unit!: IntervalUnit;
}

@InputType({ description: 'Changes to an interval; omitted fields stay as they are.' })
export class UpdateIntervalInput {
  @Field(() => String, { nullable: true, description: 'The name, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Int, { nullable: true, description: 'The number of units between two starts, 1 to 10,000.' })
  every?: number | null;

  @Field(() => IntervalUnit, { nullable: true, description: 'The unit of time.' })
  unit?: IntervalUnit | null;
}
