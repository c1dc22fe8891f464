import { Field, ID, InputType } from 'type-graphql';
import { StartOutcome } from './mailing-start.entity.ts';

@InputType({ description: 'Selects starts that came due; all conditions must hold.' })
export class MailingStartFilter {
  @Field(() => StartOutcome, { nullable: true, description: 'Only starts with this outcome.' })
  outcome?: StartOutcome | null;

  @Field(() => ID, { nullable: true, description: 'Only starts of this mailing.' })
  mailingId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only starts of this owner's mailings." })
  ownerId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only starts that were due at or after this time.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only starts that were due before this time.' })
  to?: Date | null;
}
