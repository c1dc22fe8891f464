import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A rule of the spam filter that matched an email.', simpleResolvers: true })
export class SpamSymbol {
  @Field(() => String, { description: 'Its name, such as R_MIXED_CHARSET.' })
  name!: string;

  @Field(() => Float, { description: 'What it adds to the score; below 0 if it speaks for the email.' })
  score!: number;

  @Field(() => String, {
    nullable: true,
    description:
      "What it is about: in the viewer's language for the usual rules, in the words of the filter for others; null if it has none.",
  })
  description!: string | null;
}

@ObjectType({ description: 'What the spam filter thinks of an email.', simpleResolvers: true })
export class SpamScore {
  @Field(() => Float, { description: 'The score: the higher, the more it looks like spam.' })
  score!: number;

  @Field(() => Float, { description: 'The score from which on the filter rejects an email.' })
  requiredScore!: number;

  @Field(() => String, {
    description: 'What the filter would do, such as "no action", "greylist", "add header" or "reject".',
  })
  action!: string;

  @Field(() => [SpamSymbol], { description: 'The 30 heaviest rules that matched, the heaviest first.' })
  symbols!: SpamSymbol[];
}
