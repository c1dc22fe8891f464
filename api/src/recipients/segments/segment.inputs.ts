import { Field, ID, InputType } from 'type-graphql';
import { apiEnum } from '../../closed-set.ts';
import { OrderDirection } from '../../paging/page-args.ts';
import { RecipientFilter } from '../recipient.inputs.ts';

@InputType({ description: 'Selects segments; all conditions must hold.' })
export class SegmentFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name, ignoring case.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only segments of this owner.' })
  ownerId?: string | null;
}

export const SegmentOrderField = apiEnum('SegmentOrderField', 'What segments can be sorted by.', {
  NAME: 'The name.',
  CREATED_AT: 'The time of creation.',
  UPDATED_AT: 'The time of the last change.',
});
export type SegmentOrderField = keyof typeof SegmentOrderField;

@InputType({ description: 'How segments are sorted.' })
export class SegmentOrder {
  @Field(() => SegmentOrderField, { description: 'The field to sort by.' })
  field!: SegmentOrderField;

  @Field(() => OrderDirection, { defaultValue: 'ASC', description: 'The direction.' })
  direction!: OrderDirection;
}

@InputType({ description: 'A new segment.' })
export class CreateSegmentInput {
  @Field(() => String, {
    description: 'The name, 1 to 200 characters, unique among your segments, ignoring case.',
  })
  name!: string;

  @Field(() => String, { nullable: true, description: 'A description, at most 2,000 characters.' })
  description?: string | null;

  @Field(() => RecipientFilter, {
    description:
      'Its conditions, at least one besides ownerId, which must be your own id. Lists must be your own.',
  })
  filter!: RecipientFilter;
}

@InputType({ description: 'Changes to a segment; omitted fields stay as they are.' })
export class UpdateSegmentInput {
  @Field(() => String, { nullable: true, description: 'The name, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'A description, at most 2,000 characters.' })
  description?: string | null;

  @Field(() => RecipientFilter, {
    nullable: true,
    description: 'Its conditions, at least one. Replaces all of them; cannot be cleared.',
  })
  filter?: RecipientFilter | null;
}
