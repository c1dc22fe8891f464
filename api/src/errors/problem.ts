import { Field, ObjectType } from 'type-graphql';
import type { Fault } from './domain-error.ts';
import { ProblemSeverity } from './problem-severity.ts';
import type { Locale } from '../language/locale.ts';
import { textOf } from '../language/text.ts';

@ObjectType({
  description:
    'A problem that prevents an action or makes it unwise. Errors with the code INVALID contain their problems.',
  simpleResolvers: true,
})
export class Problem {
  @Field(() => String, { description: 'A code for programs. Codes never change.' })
  code!: string;

  @Field(() => String, { description: "What is wrong and what to do, in the viewer's language." })
  message!: string;

  @Field(() => [String], {
    description: 'The path of field names to what is wrong; empty if it concerns the whole.',
  })
  path!: string[];

  @Field(() => ProblemSeverity, { description: 'Whether it prevents the action.' })
  severity!: ProblemSeverity;
}

/** Presents a fault in the API. */
export const problemOf = (locale: Locale, { code, path, params, severity }: Fault): Problem => ({
  code,
  message: textOf(locale, code, params),
  path,
  severity,
});
