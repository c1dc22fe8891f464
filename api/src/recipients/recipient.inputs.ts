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
    description: 'A part of the name or address, regardless of case; one or two letters where words begin.',
  })
  search?: string | null;

  @Field(() => RecipientStatus, { nullable: true, description: 'Only those with this status.' })
  status?: RecipientStatus | null;

  @Field(() => [RecipientStatus], { nullable: true, description: 'Of one of these statuses.' })
  statuses?: RecipientStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'In one of these lists, at most 100.' })
  listIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'In every one of these lists, at most 100.' })
  allListIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'In none of these lists, at most 100.' })
  noneOfListIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'With one of these addresses, in any spelling of their mailboxes; at most 1,000.',
  })
  emails?: string[] | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'With these attributes, an object of at most 20 names: each has exactly this value.',
  })
  attributes?: Attributes | null;

  @Extensions({ price: 50 })
  @Field(() => [AttributeCondition], {
    nullable: true,
    description: 'Whose attributes are like all of this, at most 20 conditions.',
  })
  attributeConditions?: AttributeCondition[] | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Changed after this time; with the order UPDATED_AT for those who synchronise.',
  })
  updatedAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Changed before this time.' })
  updatedBefore?: Date | null;

  @Field(() => ID, { nullable: true, description: 'In this list.' })
  listId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only things of this owner.' })
  ownerId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Made at or after this time.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Made before this time.' })
  createdBefore?: Date | null;

  @Field(() => Int, { nullable: true, description: 'Made in the last so many days, 1 to 3,650.' })
  createdWithinDays?: number | null;

  @Extensions({ price: 100 })
  @Field(() => Date, {
    nullable: true,
    description: 'Only those who were sent an email at or after this time.',
  })
  lastSentAfter?: Date | null;

  @Extensions({ price: 100 })
  @Field(() => Date, {
    nullable: true,
    description: 'Only those whose last email was sent before this time.',
  })
  lastSentBefore?: Date | null;

  @Extensions({ price: 100 })
  @Field(() => Int, {
    nullable: true,
    description: 'Only those who were sent an email in the last so many days, 1 to 3,650.',
  })
  sentWithinDays?: number | null;

  @Extensions({ price: 100 })
  @Field(() => Int, {
    nullable: true,
    description: 'Only those who were sent no email in the last so many days, 1 to 3,650.',
  })
  notSentWithinDays?: number | null;

  @Extensions({ price: 100 })
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: those who were ever sent an email; false: the others.',
  })
  wasSentTo?: boolean | null;
}

export const RecipientOrderField = apiEnum('RecipientOrderField', 'What recipients can be sorted by.', {
  EMAIL: 'The email address.',
  FULL_NAME: 'The name, 1 to 200 characters.',
  CREATED_AT: 'The time of creation.',
  UPDATED_AT: 'The time of the last change.',
});
export type RecipientOrderField = keyof typeof RecipientOrderField;

@InputType({ description: 'How recipients are sorted.' })
export class RecipientOrder {
  @Field(() => RecipientOrderField, { description: 'The field to sort by.' })
  field!: RecipientOrderField;

  @Field(() => OrderDirection, { description: 'The direction.' })
  direction!: OrderDirection;
}

@InputType({ description: 'A new recipient.' })
export class CreateRecipientInput {
  @Field(() => String, { description: 'The address; unique among your recipients, regardless of case.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'The name, 1 to 200 characters.' })
  fullName?: string | null;

  @Field(() => String, { nullable: true, description: 'A note, at most 5,000 characters; never sent.' })
  comment?: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Free values by name, an object.' })
  attributes?: Attributes | null;

  @Field(() => [ID], { nullable: true, description: 'The lists to put the recipient into.' })
  listIds?: string[] | null;
}

@InputType({ description: 'What to change of a recipient; what is absent stays.' })
export class UpdateRecipientInput {
  @Field(() => String, { nullable: true, description: 'The email address.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'The name, 1 to 200 characters.' })
  fullName?: string | null;

  @Field(() => String, { nullable: true, description: 'A note, at most 5,000 characters; never sent.' })
  comment?: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Free values by name. Replaces all of them.' })
  attributes?: Attributes | null;

  @Field(() => RecipientStatus, { nullable: true, description: 'Whether mail may be sent.' })
  status?: RecipientStatus | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of the lists that the recipient is in. Replaces the whole list.',
  })
  listIds?: string[] | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Refuses the change with CONFLICT if somebody has saved since this time.',
  })
  ifUpdatedAt?: Date | null;
}

@InputType({ description: 'Selects lists; all conditions must hold.' })
export class RecipientListFilter {
  @Field(() => String, { nullable: true, description: 'A part of the name, regardless of case.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only things of this owner.' })
  ownerId?: string | null;
}

@InputType({ description: 'A new list.' })
export class CreateRecipientListInput {
  @Field(() => String, { description: 'Its name, unique among your lists.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 2,000 characters.' })
  description?: string | null;
}

@InputType({ description: 'What to change of a list; what is absent stays.' })
export class UpdateRecipientListInput {
  @Field(() => String, { nullable: true, description: 'Its name, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 2,000 characters.' })
  description?: string | null;
}
