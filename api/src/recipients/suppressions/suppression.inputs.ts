import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SuppressionReason, SuppressionSource } from './suppression.entity.ts';

@InputType({ description: 'Selects suppressions; all conditions must hold.' })
export class SuppressionFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Of this address, in any spelling of its mailbox; the whole address, not a part of it.',
  })
  email?: string | null;

  @Field(() => SuppressionReason, { nullable: true, description: 'For this reason.' })
  reason?: SuppressionReason | null;

  @Field(() => SuppressionSource, { nullable: true, description: 'From this source.' })
  source?: SuppressionSource | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only those that were lifted; false: only those in force; both unless given.',
  })
  isLifted?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Said to this owner.' })
  ownerId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Made at or after this time.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Made before this time.' })
  to?: Date | null;
}

@InputType({ description: 'Addresses that shall get no mail of yours.' })
export class AddSuppressionsInput {
  @Field(() => [String], { description: 'The addresses, at most 1,000.' })
  emails!: string[];

  @Field(() => SuppressionReason, { nullable: true, description: 'Why; UNSUBSCRIBED unless given.' })
  reason?: SuppressionReason | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'They come from a file: the source is IMPORT, not BY_HAND.',
  })
  isImport?: boolean | null;
}

@ObjectType({ description: 'An address that was refused.', simpleResolvers: true })
class RejectedAddress {
  @Field(() => Int, { description: 'Its place among the given addresses, from 0.' })
  index!: number;

  @Field(() => String, { description: 'The address as given.' })
  email!: string;

  @Field(() => String, { description: 'Why it was refused.' })
  message!: string;
}

@ObjectType({ description: 'What became of the given addresses.', simpleResolvers: true })
export class AddedSuppressions {
  @Field(() => Int, { description: 'How many were added, or got a weightier reason.' })
  addedCount!: number;

  @Field(() => Int, { description: 'How many were given twice or got no mail already.' })
  knownCount!: number;

  @Field(() => [RejectedAddress], { description: 'Those that are no addresses.' })
  rejected!: RejectedAddress[];
}
