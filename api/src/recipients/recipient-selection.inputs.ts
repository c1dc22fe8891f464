import { Field, ID, InputType } from 'type-graphql';
import { RecipientFilter } from './recipient.inputs.ts';

/** The schema makes it a `@oneOf`: exactly one field must be given. */
@InputType({ description: 'Selects recipients, either by ids or by a filter.' })
export class RecipientSelection {
  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of the recipients, at most 10,000. Unknown ids are ignored.',
  })
  ids?: string[] | null;

  @Field(() => RecipientFilter, {
    nullable: true,
    description:
      'Selects all recipients that match when the change happens. An empty filter is refused. Changes of an audience take at most 10,000; add a segment to the mailing for more.',
  })
  filter?: RecipientFilter | null;
}
