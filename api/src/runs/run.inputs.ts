import { Field, ID, InputType, Int } from 'type-graphql';
import { AttemptStatus, DeliveryState, RunStatus, SendScope } from './run.enums.ts';

@InputType({ description: 'A launch of a mailing.' })
export class LaunchSendInput {
  @Field(() => ID, { description: 'The mailing.' })
  mailingId!: string;

  @Field(() => SendScope, {
    nullable: true,
    description: 'The part of the audience to send to; ALL by default.',
  })
  scope?: SendScope | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Identifies this launch of the mailing for ever: the same key returns the same run, and is refused with CONFLICT for another scope.',
  })
  idempotencyKey?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: '0 to 60: nothing leaves before, and cancelRun meanwhile undoes the launch.',
  })
  holdSeconds?: number | null;
}

@InputType({ description: 'Selects runs; all conditions must hold.' })
export class MailingRunFilter {
  @Field(() => RunStatus, { nullable: true, description: 'Only those with this status.' })
  status?: RunStatus | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this mailing.' })
  mailingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only things of this owner.' })
  ownerId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Launched at or after this time.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Launched before this time.' })
  to?: Date | null;
}

@InputType({ description: 'Selects deliveries of a run; all conditions must hold.' })
export class DeliveryFilter {
  @Field(() => DeliveryState, { nullable: true, description: 'In this state.' })
  state?: DeliveryState | null;

  @Field(() => String, {
    nullable: true,
    description: 'A part of the name or address, regardless of case; one or two letters where words begin.',
  })
  search?: string | null;
}

@InputType({ description: 'Selects attempts; all conditions must hold.' })
export class AttemptFilter {
  @Field(() => AttemptStatus, { nullable: true, description: 'Only attempts with this result.' })
  status?: AttemptStatus | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this mailing.' })
  mailingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this run.' })
  runId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only things of this owner.' })
  ownerId?: string | null;

  @Field(() => Int, { nullable: true, description: 'With this SMTP reply code.' })
  smtpCode?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'A part of the name or address, regardless of case; one or two letters where words begin.',
  })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: 'At or after this time.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before this time.' })
  to?: Date | null;
}
