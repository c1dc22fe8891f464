import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import type { AttributeValue } from '../filter/attribute-condition.inputs.ts';
import { RecipientStatus } from '../recipient.entity.ts';
import { RecipientFilter } from '../recipient.inputs.ts';
import { RecipientChangeKind } from './recipient-change.entity.ts';

@InputType({ description: 'What is to be done to which recipients; ids or a filter, exactly one.' })
export class ChangeRecipientsInput {
  @Field(() => RecipientChangeKind, { description: 'What is to be done.' })
  kind!: RecipientChangeKind;

  @Field(() => [ID], { nullable: true, description: 'Their ids, at most 10,000, instead of a filter.' })
  ids?: string[] | null;

  @Field(() => RecipientFilter, {
    nullable: true,
    description: 'All that match now, instead of ids; an empty filter is refused.',
  })
  filter?: RecipientFilter | null;

  @Field(() => RecipientStatus, { nullable: true, description: 'The status, for SET_STATUS.' })
  status?: RecipientStatus | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The list, for ADD_TO_LIST and REMOVE_FROM_LIST; only recipients of its owner are changed.',
  })
  listId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name, 1 to 200 characters, for SET_ATTRIBUTE and REMOVE_ATTRIBUTE.',
  })
  attributeName?: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The value, for SET_ATTRIBUTE: a text of at most 1,000 characters, a number or a boolean.',
  })
  attributeValue?: AttributeValue | null;
}
