import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Numbers for the home page.', simpleResolvers: true })
export class Overview {
  @Field(() => Int, { description: 'All mailings.' })
  mailingCount!: number;

  @Field(() => Int, { description: 'Mailings that are running.' })
  activeMailingCount!: number;

  @Field(() => Int, { description: 'Distinct addresses among recipients.' })
  uniqueRecipientCount!: number;

  @Field(() => Int, { description: 'The number of distinct people reached.' })
  sentCount!: number;
}
