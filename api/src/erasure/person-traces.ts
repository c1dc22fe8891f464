import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What is known of a person, and what erasing takes away.', simpleResolvers: true })
export class PersonTraces {
  @Field(() => Boolean, { description: 'Whether the person is a recipient, who is deleted.' })
  isRecipient!: boolean;

  @Field(() => Int, { description: 'The number of deliveries, which lose the address.' })
  deliveryCount!: number;

  @Field(() => Int, {
    description: 'The number of attempts, whose replies lose the address where they repeat it.',
  })
  attemptCount!: number;

  @Field(() => Int, { description: 'The number of events such as bounces, which lose address and report.' })
  eventCount!: number;

  @Field(() => Boolean, {
    description: 'Whether mail to the person is suppressed; it stays so, by the hash of the address.',
  })
  isSuppressed!: boolean;
}

@InputType({ description: 'A person by the address.' })
export class PersonInput {
  @Field(() => String, { description: 'The address, in any spelling.' })
  email!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The owner of the person's data. Defaults to the viewer.",
  })
  ownerId?: string | null;
}
