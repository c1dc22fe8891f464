import { Field, InputType, ObjectType } from 'type-graphql';
import { Webhook } from './webhook.entity.ts';
import { CallStatus, WebhookEvent } from './webhook.enums.ts';

@InputType({ description: 'A new webhook.' })
export class CreateWebhookInput {
  @Field(() => String, {
    description: 'The URL to call: https, at most 2,000 characters, on a public network.',
  })
  url!: string;

  @Field(() => [WebhookEvent], { description: 'The events to send, at least one.' })
  events!: WebhookEvent[];
}

@InputType({ description: 'Changes to a webhook; omitted fields stay as they are.' })
export class UpdateWebhookInput {
  @Field(() => String, {
    nullable: true,
    description: 'The URL to call: https, at most 2,000 characters, on a public network.',
  })
  url?: string | null;

  @Field(() => [WebhookEvent], { nullable: true, description: 'The events to send. Replaces all of them.' })
  events?: WebhookEvent[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is enabled. While it is disabled, no events are recorded for it.',
  })
  isEnabled?: boolean | null;
}

@InputType({ description: 'Selects calls of a webhook; all conditions must hold.' })
export class WebhookCallFilter {
  @Field(() => CallStatus, { nullable: true, description: 'Only calls with this status.' })
  status?: CallStatus | null;
}

@ObjectType({ description: 'A webhook with a new secret.', simpleResolvers: true })
export class WebhookWithSecret {
  @Field(() => Webhook, { description: 'The webhook.' })
  webhook!: Webhook;

  @Field(() => String, {
    description: 'The secret that signs its calls: `whsec_` and base64. It is only returned here.',
  })
  secret!: string;
}
