import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'How much may be sent to the SMTP server, over all processes together.',
  simpleResolvers: true,
})
export class SendingLimits {
  @Field(() => Float, { nullable: true, description: 'Messages per second; null for no limit.' })
  messagesPerSecond!: number | null;

  @Field(() => Int, { description: 'The number of simultaneous connections, 1 to 1,000.' })
  connections!: number;
}

@InputType({ description: 'New sending limits. They take effect within a second.' })
export class SetSendingLimitsInput {
  @Field(() => Float, { nullable: true, description: 'Messages per second. No limit if null or omitted.' })
  messagesPerSecond?: number | null;

  @Field(() => Int, { description: 'The number of simultaneous connections, 1 to 1,000.' })
  connections!: number;
}
