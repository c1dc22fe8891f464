import { Field, ID, InputType } from 'type-graphql';
import { RecipientFilter } from '../recipient.inputs.ts';

@InputType({ description: 'Which segments; all conditions together.' })
export class SegmentFilter {
  @Field(() => String, { nullable: true, description: 'A part of the name, regardless of case.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only things of this owner.' })
  ownerId?: string | null;
}

@InputType({ description: 'A new segment.' })
export class CreateSegmentInput {
  @Field(() => String, {
    description: 'Its name, 1 to 200 characters, unique among your segments, regardless of case.',
  })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 2,000 characters.' })
  description?: string | null;

  @Field(() => RecipientFilter, {
    description:
      'Its conditions, at least one beside ownerId, which can only be your own id; lists are your own.',
  })
  filter!: RecipientFilter;
}

@InputType({ description: 'What to change of a segment; what is absent stays.' })
export class UpdateSegmentInput {
  @Field(() => String, { nullable: true, description: 'Its name, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 2,000 characters.' })
  description?: string | null;

  @Field(() => RecipientFilter, {
    nullable: true,
    description: 'All its conditions anew, at least one; cannot be cleared.',
  })
  filter?: RecipientFilter | null;
}
