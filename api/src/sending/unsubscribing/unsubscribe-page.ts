import { Field, ID, ObjectType } from 'type-graphql';
import { SuppressionReach } from '../../recipients/suppressions/suppression.entity.ts';

@ObjectType({ description: 'A list that a mail went through, as its reader sees it.', simpleResolvers: true })
class UnsubscribeList {
  @Field(() => ID, { description: "The list's id." })
  id!: number;

  @Field(() => String, { description: "The list's name." })
  name!: string;

  @Field(() => Boolean, { description: 'Whether the reader has left the list.' })
  hasLeft!: boolean;
}

@ObjectType({
  description: "What the page of an unsubscribe link shows to a mail's reader.",
  simpleResolvers: true,
})
export class UnsubscribePage {
  @Field(() => String, { description: "The sender's name as the mail showed it." })
  senderName!: string;

  @Field(() => String, { description: 'The address that mails of this installation come from.' })
  senderAddress!: string;

  @Field(() => Boolean, { description: 'It was a test mail: its link changes nothing.' })
  isTest!: boolean;

  @Field(() => SuppressionReach, {
    nullable: true,
    description: "Whose mail the reader does not get any more; null while this sender's mail arrives.",
  })
  refused!: SuppressionReach | null;

  @Field(() => Boolean, { description: 'Whether the reader can take back what they asked for.' })
  canUndo!: boolean;

  @Field(() => [UnsubscribeList], { description: 'The lists that the reader can leave one by one.' })
  lists!: UnsubscribeList[];
}
