import { Field, ObjectType } from 'type-graphql';
import type { Fault } from './domain-error.ts';
import { ProblemSeverity } from './problem-severity.ts';
import type { Locale } from '../language/locale.ts';
import { textOf } from '../language/text.ts';

@ObjectType({
  description:
    'Something that prevents an action, as data: shown before the click, and carried by the INVALID error after it.',
  simpleResolvers: true,
})
export class Problem {
  @Field(() => String, { description: 'A code for programs; codes never change.' })
  code!: string;

  @Field(() => String, { description: "What is wrong and what to do, in the viewer's language." })
  message!: string;

  @Field(() => [String], {
    description: 'Where it is: the names of fields from the outside in; empty where it concerns the whole.',
  })
  path!: string[];

  @Field(() => ProblemSeverity, { description: 'Whether it stops the action or only warns.' })
  severity!: ProblemSeverity;
}

/** A fault as the API shows it. */
export const problemOf = (locale: Locale, { code, path, params, severity }: Fault): Problem => ({
  code,
  message: textOf(locale, code, params),
  path,
  severity,
});
