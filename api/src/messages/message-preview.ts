import { Field, Int, ObjectType } from 'type-graphql';
import { Problem } from '../errors/problem.ts';

@ObjectType({ description: 'The email as one person would get it.', simpleResolvers: true })
export class MessagePreview {
  @Field(() => String, { description: 'The subject line.' })
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The HTML part; of a plain text message its text as HTML.',
  })
  html!: string | null;

  @Field(() => String, { description: 'The text part.' })
  text!: string;

  @Field(() => Int, { description: 'Bytes of the whole MIME message.' })
  size!: number;

  @Field(() => [Problem], { description: 'What is wrong with the message.' })
  problems!: Problem[];
}
