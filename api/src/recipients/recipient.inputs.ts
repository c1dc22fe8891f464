import { GraphQLJSON } from 'graphql-scalars';
import { Extensions, Field, ID, InputType, Int } from 'type-graphql';
import { apiEnum } from '../closed-set.ts';
import { OrderDirection } from '../paging/page-args.ts';
import { AttributeCondition } from './filter/attribute-condition.inputs.ts';
import { RecipientStatus, type Attributes } from './recipient.entity.ts';

@InputType({ description: 'Selects recipients; all conditions must hold.' })
export class RecipientFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Part of the name or address, ignoring case. One or two letters match the beginning of words.',
  })
  search?: string | null;

  @Field(() => RecipientStatus, { nullable: true, description: 'Only recipients with this status.' })
  status?: RecipientStatus | null;

  @Field(() => [RecipientStatus], {
    nullable: true,
    description: 'Only recipients with one of these statuses.',
  })
  statuses?: RecipientStatus[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only recipients in at least one of these lists, at most 100.',
  })
  listIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only recipients in all of these lists, at most 100.' })
  allListIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only recipients in none of these lists, at most 100.' })
  noneOfListIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Only recipients with one of these addresses, in any spelling of their mailboxes; at most 1,000.',
  })
  emails?: string[] | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Only recipients with exactly these attribute values: an object with at most 20 names.',
  })
  attributes?: Attributes | null;

  @Extensions({ price: 50 })
  @Field(() => [AttributeCondition], {
    nullable: true,
    description: 'Conditions on attributes, at most 20.',
  })
  attributeConditions?: AttributeCondition[] | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'Only recipients changed after this time. For synchronising, use it with the order UPDATED_AT.',
  })
  updatedAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only recipients changed before this time.' })
  updatedBefore?: Date | null;

  @Field(() => ID, { nullable: true, description: 'Only recipients in this list.' })
  listId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only recipients of this owner.' })
  ownerId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only recipients created at or after this time.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only recipients created before this time.' })
  createdBefore?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Only recipients created within this many days, 1 to 3,650.',
  })
  createdWithinDays?: number | null;

  @Extensions({ price: 100 })
  @Field(() => Date, {
    nullable: true,
    description: 'Only recipients whose last email was sent at or after this time.',
  })
  lastSentAfter?: Date | null;

  @Extensions({ price: 100 })
  @Field(() => Date, {
    nullable: true,
    description: 'Only recipients whose last email was sent before this time.',
  })
  lastSentBefore?: Date | null;

  @Extensions({ price: 100 })
  @Field(() => Int, {
    nullable: true,
    description: 'Only recipients who were sent an email within this many days, 1 to 3,650.',
  })
  sentWithinDays?: number | null;

  @Extensions({ price: 100 })
  @Field(() => Int, {
    nullable: true,
    description: 'Only recipients who were sent no email within this many days, 1 to 3,650.',
  })
  notSentWithinDays?: number | null;

  @Extensions({ price: 100 })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only recipients who were ever sent an email if true, only the others if false.',
  })
  wasSentTo?: boolean | null;
}

export const RecipientOrderField = apiEnum('RecipientOrderField', 'What recipients can be sorted by.', {
  EMAIL: 'The email address.',
  FULL_NAME: 'The name.',
  CREATED_AT: 'The time of creation.',
  UPDATED_AT: 'The time of the last change.',
});
export type RecipientOrderField = keyof typeof RecipientOrderField;

@InputType({ description: 'How recipients are sorted.' })
export class RecipientOrder {
  @Field(() => RecipientOrderField, { description: 'The field to sort by.' })
  field!: RecipientOrderField;

  @Field(() => OrderDirection, { defaultValue: 'ASC', description: 'The direction.' })
  direction!: OrderDirection;
}

@InputType({ description: 'A new recipient.' })
export class CreateRecipientInput {
  @Field(() => String, { description: 'The email address, unique among your recipients, ignoring case.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'The name, 1 to 200 characters.' })
  fullName?: string | null;

  @Field(() => String, { nullable: true, description: 'A note, at most 5,000 characters; never sent.' })
  comment?: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Custom values by name, as an object.' })
  attributes?: Attributes | null;

  @Field(() => [ID], { nullable: true, description: 'The ids of lists to add the recipient to.' })
  listIds?: string[] | null;
}

@InputType({ description: 'Changes to a recipient; omitted fields stay as they are.' })
export class UpdateRecipientInput {
  @Field(() => String, { nullable: true, description: 'The email address.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'The name, 1 to 200 characters.' })
  fullName?: string | null;

  @Field(() => String, { nullable: true, description: 'A note, at most 5,000 characters; never sent.' })
  comment?: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Custom values by name, as an object. Replaces all of them.',
  })
  attributes?: Attributes | null;

  @Field(() => RecipientStatus, { nullable: true, description: 'Whether mail may be sent to the recipient.' })
  status?: RecipientStatus | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The ids of the recipient's lists. Replaces all of them.",
  })
  listIds?: string[] | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'The `updatedAt` that the client has loaded. The change fails with CONFLICT if somebody has saved since then.',
  })
  ifUpdatedAt?: Date | null;
}

@InputType({ description: 'Selects lists; all conditions must hold.' })
export class RecipientListFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name, ignoring case.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only lists of this owner.' })
  ownerId?: string | null;
}

export const RecipientListOrderField = apiEnum('RecipientListOrderField', 'What lists can be sorted by.', {
  NAME: 'The name.',
  CREATED_AT: 'The time of creation.',
});
export type RecipientListOrderField = keyof typeof RecipientListOrderField;

@InputType({ description: 'How lists are sorted.' })
export class RecipientListOrder {
  @Field(() => RecipientListOrderField, { description: 'The field to sort by.' })
  field!: RecipientListOrderField;

  @Field(() => OrderDirection, { defaultValue: 'ASC', description: 'The direction.' })
  direction!: OrderDirection;
}

@InputType({ description: 'A new list.' })
export class CreateRecipientListInput {
  @Field(() => String, { description: 'The name, unique among your lists.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'A description, at most 2,000 characters.' })
  description?: string | null;
}

@InputType({ description: 'Changes to a list; omitted fields stay as they are.' })
export class UpdateRecipientListInput {
  @Field(() => String, { nullable: true, description: 'The name, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'A description, at most 2,000 characters.' })
  description?: string | null;
}
