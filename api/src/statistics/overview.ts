import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Numbers for the home page.', simpleResolvers: true })
export class Overview {
  @Field(() => Int, { description: 'The number of mailings.' })
  mailingCount!: number;

  @Field(() => Int, { description: 'The number of running mailings.' })
  activeMailingCount!: number;

  @Field(() => Int, { description: 'The number of distinct addresses of recipients.' })
  uniqueRecipientCount!: number;

  @Field(() => Int, {
    description: 'The number of emails sent in all runs; a person who was sent several counts several times.',
  })
  sentCount!: number;
}
