import { Field, Int, ObjectType } from 'type-graphql';
import { Problem } from '../errors/problem.ts';

@ObjectType({ description: 'An email as one person would get it.', simpleResolvers: true })
export class MessagePreview {
  @Field(() => String, { description: 'The subject line.' })
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The HTML part; for a plain text message its text as HTML.',
  })
  html!: string | null;

  @Field(() => String, { description: 'The text part.' })
  text!: string;

  @Field(() => Int, {
    description: 'The size of the whole MIME message in bytes, with the attachments of a saved message.',
  })
  size!: number;

  @Field(() => [Problem], { description: 'The problems of the message.' })
  problems!: Problem[];
}
