import { Field, ID, InputType } from 'type-graphql';
import { MailEventKind, MailEventSource } from './mail-event.enums.ts';

@InputType({ description: 'Selects mail events; all conditions must hold.' })
export class MailEventFilter {
  @Field(() => MailEventKind, { nullable: true, description: 'Only events of this kind.' })
  kind?: MailEventKind | null;

  @Field(() => MailEventSource, { nullable: true, description: 'Only events from this source.' })
  source?: MailEventSource | null;

  @Field(() => ID, { nullable: true, description: 'Only events of this mailing.' })
  mailingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only events of this run.' })
  runId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only events of this owner.' })
  ownerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only events for this whole address, in any spelling of its mailbox.',
  })
  email?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only events at or after this time.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only events before this time.' })
  to?: Date | null;
}
