import { Field, ID, ObjectType } from 'type-graphql';
import { SuppressionReach } from '../../recipients/suppressions/suppression.entity.ts';

@ObjectType({
  description: 'A list through which an email was sent, as shown to its reader.',
  simpleResolvers: true,
})
class UnsubscribeList {
  @Field(() => ID, { description: "The list's id." })
  id!: number;

  @Field(() => String, { description: "The list's name." })
  name!: string;

  @Field(() => Boolean, { description: 'Whether the reader has left the list.' })
  hasLeft!: boolean;
}

@ObjectType({
  description: "What the page of an unsubscribe link shows to an email's reader.",
  simpleResolvers: true,
})
export class UnsubscribePage {
  @Field(() => String, { description: "The sender's name in the email." })
  senderName!: string;

  @Field(() => String, { description: 'The address that the email came from.' })
  senderAddress!: string;

  @Field(() => Boolean, { description: 'Whether it was a test email, whose link changes nothing.' })
  isTest!: boolean;

  @Field(() => SuppressionReach, {
    nullable: true,
    description: "Whose mail the reader does not get any more; null if this sender's mail is not refused.",
  })
  refused!: SuppressionReach | null;

  @Field(() => Boolean, { description: 'Whether the reader can undo an unsubscription.' })
  canUndo!: boolean;

  @Field(() => [UnsubscribeList], { description: 'The lists that the reader can leave one by one.' })
  lists!: UnsubscribeList[];
}
