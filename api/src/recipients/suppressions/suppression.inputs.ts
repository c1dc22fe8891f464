import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SuppressionReason, SuppressionSource } from './suppression.entity.ts';

@InputType({ description: 'Selects suppressions; all conditions must hold.' })
export class SuppressionFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Only suppressions of this whole address, in any spelling of its mailbox.',
  })
  email?: string | null;

  @Field(() => SuppressionReason, { nullable: true, description: 'Only suppressions with this reason.' })
  reason?: SuppressionReason | null;

  @Field(() => SuppressionSource, { nullable: true, description: 'Only suppressions with this source.' })
  source?: SuppressionSource | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only lifted ones if true, only active ones if false. Defaults to both.',
  })
  isLifted?: boolean | null;

  @Field(() => ID, { nullable: true, description: "Only suppressions of this owner's mail." })
  ownerId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only suppressions created at or after this time.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only suppressions created before this time.' })
  to?: Date | null;
}

@InputType({ description: 'Addresses that should get no mail from you.' })
export class AddSuppressionsInput {
  @Field(() => [String], { description: 'The addresses, at most 1,000.' })
  emails!: string[];

  @Field(() => SuppressionReason, {
    nullable: true,
    defaultValue: 'UNSUBSCRIBED',
    description: 'The reason.',
  })
  reason?: SuppressionReason | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Whether they come from a file, so that their source is IMPORT instead of BY_HAND. Defaults to false.',
  })
  isImport?: boolean | null;
}

@ObjectType({ description: 'An address that was refused.', simpleResolvers: true })
class RejectedAddress {
  @Field(() => Int, { description: 'Its index in the input, from 0.' })
  index!: number;

  @Field(() => String, { description: 'The address as given.' })
  email!: string;

  @Field(() => String, { description: 'Why it was refused.' })
  message!: string;
}

@ObjectType({ description: 'The result of adding suppressions.', simpleResolvers: true })
export class AddedSuppressions {
  @Field(() => Int, {
    description: 'The number of addresses that were added, or whose reason was replaced by a weightier one.',
  })
  addedCount!: number;

  @Field(() => Int, { description: 'The number of addresses that were suppressed already, or given twice.' })
  knownCount!: number;

  @Field(() => [RejectedAddress], { description: 'The invalid addresses.' })
  rejected!: RejectedAddress[];
}
