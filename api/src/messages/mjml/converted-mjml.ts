import { Field, ObjectType } from 'type-graphql';
import { Problem } from '../../errors/problem.ts';

@ObjectType({ description: 'MJML as the HTML of a message.', simpleResolvers: true })
export class ConvertedMjml {
  @Field(() => String, { nullable: true, description: 'The HTML; null if a problem is an error.' })
  html!: string | null;

  @Field(() => [Problem], {
    description: 'Placeholders that would be lost, and what MJML remarks on, in English.',
  })
  problems!: Problem[];
}
