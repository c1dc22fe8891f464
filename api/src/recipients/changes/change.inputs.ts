import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import type { AttributeValue } from '../filter/attribute-condition.inputs.ts';
import { RecipientStatus } from '../recipient.entity.ts';
import { RecipientSelection } from '../recipient-selection.inputs.ts';
import { RecipientChangeKind } from './recipient-change.entity.ts';

@InputType({ description: 'A change of many recipients.' })
export class ChangeRecipientsInput {
  @Field(() => RecipientChangeKind, { description: 'The kind of change.' })
  kind!: RecipientChangeKind;

  @Field(() => RecipientSelection, { description: 'The recipients, selected when the change is requested.' })
  selection!: RecipientSelection;

  @Field(() => RecipientStatus, { nullable: true, description: 'The new status, for SET_STATUS.' })
  status?: RecipientStatus | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the list, for ADD_TO_LIST and REMOVE_FROM_LIST. Only recipients of its owner are changed.',
  })
  listId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the attribute, for SET_ATTRIBUTE and REMOVE_ATTRIBUTE; 1 to 200 characters.',
  })
  attributeName?: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'The value of the attribute, for SET_ATTRIBUTE: a text of at most 1,000 characters, a number or a boolean.',
  })
  attributeValue?: AttributeValue | null;
}
