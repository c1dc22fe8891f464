import { Field, ID, InputType, Int } from 'type-graphql';
import { FailureReason } from './failure-reason.ts';
import { AttemptStatus, DeliveryState, RunStatus, SendScope, SkipReason } from './run.enums.ts';

@InputType({ description: 'A launch of a mailing.' })
export class LaunchSendInput {
  @Field(() => ID, { description: 'The mailing.' })
  mailingId!: string;

  @Field(() => SendScope, {
    nullable: true,
    defaultValue: 'ALL',
    description: 'The part of the audience to send to.',
  })
  scope?: SendScope | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Identifies this launch of the mailing: another call with the same key returns the same run, or fails with CONFLICT if its scope differs. Keys never expire.',
  })
  idempotencyKey?: string | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description:
      'Seconds before anything is sent, 0 to 60. Calling cancelRun within them undoes the launch. Defaults to 0.',
  })
  holdSeconds?: number | null;
}

@InputType({ description: 'Selects runs; all conditions must hold.' })
export class MailingRunFilter {
  @Field(() => RunStatus, { nullable: true, description: 'Only runs with this status.' })
  status?: RunStatus | null;

  @Field(() => [RunStatus], { nullable: true, description: 'Only runs with one of these statuses.' })
  statuses?: RunStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Only runs of this mailing.' })
  mailingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only runs of this owner.' })
  ownerId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only runs launched at or after this time.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only runs launched before this time.' })
  to?: Date | null;
}

@InputType({ description: 'Selects deliveries of a run; all conditions must hold.' })
export class DeliveryFilter {
  @Field(() => DeliveryState, { nullable: true, description: 'Only deliveries in this state.' })
  state?: DeliveryState | null;

  @Field(() => FailureReason, {
    nullable: true,
    description:
      'Only deliveries that failed or will be tried again, with a last attempt that failed for this reason.',
  })
  reason?: FailureReason | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Part of the name or address, ignoring case. One or two letters match the beginning of words.',
  })
  search?: string | null;
}

@InputType({ description: 'Selects deliveries of all runs; all conditions must hold.' })
export class DeliveryLogFilter {
  @Field(() => DeliveryState, { nullable: true, description: 'Only deliveries in this state.' })
  state?: DeliveryState | null;

  @Field(() => [DeliveryState], { nullable: true, description: 'Only deliveries in one of these states.' })
  states?: DeliveryState[] | null;

  @Field(() => SkipReason, { nullable: true, description: 'Only deliveries skipped for this reason.' })
  skipReason?: SkipReason | null;

  @Field(() => ID, { nullable: true, description: 'Only deliveries of this mailing.' })
  mailingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only deliveries of this run.' })
  runId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only deliveries of this owner.' })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only deliveries to this recipient.' })
  recipientId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Part of the name or address, ignoring case. One or two letters match the beginning of words.',
  })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only deliveries accepted at or after this time.' })
  sentFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only deliveries accepted before this time.' })
  sentTo?: Date | null;
}

@InputType({ description: 'Selects attempts; all conditions must hold.' })
export class AttemptFilter {
  @Field(() => AttemptStatus, { nullable: true, description: 'Only attempts with this result.' })
  status?: AttemptStatus | null;

  @Field(() => ID, { nullable: true, description: 'Only attempts of this mailing.' })
  mailingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only attempts of this run.' })
  runId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only attempts of this owner.' })
  ownerId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Only attempts with this SMTP reply code.' })
  smtpCode?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only attempts over the mail server with this label.',
  })
  server?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Part of the name or address, ignoring case. One or two letters match the beginning of words.',
  })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only attempts at or after this time.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only attempts before this time.' })
  to?: Date | null;
}
