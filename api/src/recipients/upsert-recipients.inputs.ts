import { GraphQLJSON } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Problem } from '../errors/problem.ts';
import type { Attributes } from './recipient.entity.ts';

@InputType({ description: 'A recipient by address; what is absent stays as it is.' })
export class UpsertRecipientInput {
  @Field(() => String, { description: 'The address; any spelling of a mailbox finds its recipient.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'The name, at most 200 characters.' })
  fullName?: string | null;

  @Field(() => String, { nullable: true, description: 'A note for yourself, at most 5,000 characters.' })
  comment?: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Values to set by name, an object; null removes a name, names that are absent stay.',
  })
  attributes?: Attributes | null;
}

@ObjectType({ description: 'A row that could not be kept.', simpleResolvers: true })
class RejectedRecipient {
  @Field(() => Int, { description: 'Its place among the given rows, from 0.' })
  index!: number;

  @Field(() => String, { description: 'The address as given.' })
  email!: string;

  @Field(() => [Problem], { description: 'What is wrong with it.' })
  problems!: Problem[];
}

@ObjectType({
  description:
    'What became of the given rows: created, updated, unchanged, repeated and rejected add up to their number.',
  simpleResolvers: true,
})
export class UpsertedRecipients {
  @Field(() => Int, { description: 'How many recipients are new.' })
  createdCount!: number;

  @Field(() => Int, { description: 'How many recipients were changed.' })
  updatedCount!: number;

  @Field(() => Int, { description: 'How many recipients stood there just so.' })
  unchangedCount!: number;

  @Field(() => Int, { description: 'How many rows were about a mailbox that a later row is about.' })
  repeatedCount!: number;

  @Field(() => [RejectedRecipient], { description: 'The rows that could not be kept.' })
  rejected!: RejectedRecipient[];
}
