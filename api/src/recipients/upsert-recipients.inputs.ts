import { GraphQLJSON } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Problem } from '../errors/problem.ts';
import type { Attributes } from './recipient.entity.ts';

@InputType({ description: 'A recipient, identified by address; omitted fields stay as they are.' })
export class UpsertRecipientInput {
  @Field(() => String, {
    description: 'The email address. Any spelling of a mailbox identifies its recipient.',
  })
  email!: string;

  @Field(() => String, { nullable: true, description: 'The name, at most 200 characters.' })
  fullName?: string | null;

  @Field(() => String, { nullable: true, description: 'A note, at most 5,000 characters; never sent.' })
  comment?: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'Custom values to set by name, as an object. Null removes a value; omitted names stay as they are.',
  })
  attributes?: Attributes | null;
}

@ObjectType({ description: 'A row that could not be saved.', simpleResolvers: true })
class RejectedRecipient {
  @Field(() => Int, { description: 'Its index in the input, from 0.' })
  index!: number;

  @Field(() => String, { description: 'The address as given.' })
  email!: string;

  @Field(() => [Problem], { description: 'What is wrong with it.' })
  problems!: Problem[];
}

@ObjectType({
  description:
    'The result of upserting recipients. The counts and the rejected rows add up to the number of given rows.',
  simpleResolvers: true,
})
export class UpsertedRecipients {
  @Field(() => Int, { description: 'The number of recipients that were created.' })
  createdCount!: number;

  @Field(() => Int, { description: 'The number of recipients that were changed.' })
  updatedCount!: number;

  @Field(() => Int, { description: 'The number of recipients that needed no change.' })
  unchangedCount!: number;

  @Field(() => Int, {
    description: 'The number of rows that were skipped, because a later row has the same mailbox.',
  })
  repeatedCount!: number;

  @Field(() => [RejectedRecipient], { description: 'The rows that could not be saved.' })
  rejected!: RejectedRecipient[];
}
