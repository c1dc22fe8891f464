import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'How much may be sent to the SMTP server, over all processes together.',
  simpleResolvers: true,
})
export class SendingLimits {
  @Field(() => Float, { nullable: true, description: 'Messages a second; null: no limit.' })
  messagesPerSecond!: number | null;

  @Field(() => Int, { description: 'Connections at the same time, 1 to 1,000.' })
  connections!: number;
}

@InputType({ description: 'New limits; they hold within a second.' })
export class SetSendingLimitsInput {
  @Field(() => Float, { nullable: true, description: 'Messages a second; null or absent: no limit.' })
  messagesPerSecond?: number | null;

  @Field(() => Int, { description: 'Connections at the same time, 1 to 1,000.' })
  connections!: number;
}
