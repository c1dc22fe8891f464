import { GraphQLJSON } from 'graphql-scalars';
import { Field, Float, InputType } from 'type-graphql';

export type AttributeValue = string | number | boolean;

@InputType({
  description: 'What a recipient’s attribute must be like; everything that is given, at least one.',
})
export class AttributeCondition {
  @Field(() => String, { description: 'The name of the attribute, 1 to 200 characters.' })
  name!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Equals this text, number or boolean. A number also equals its text.',
  })
  equals?: AttributeValue | null;

  @Field(() => [GraphQLJSON], { nullable: true, description: 'Is one of these values, 1 to 100.' })
  oneOf?: AttributeValue[] | null;

  @Field(() => [GraphQLJSON], {
    nullable: true,
    description: 'Is none of these values, 1 to 100; also of those who lack the attribute.',
  })
  noneOf?: AttributeValue[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Is there, with any value; false: is not there.' })
  exists?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Is a text with this part in it, regardless of case, 1 to 200 characters.',
  })
  contains?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Is a number, or the text of one, that is as large or larger.',
  })
  atLeast?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Is a number, or the text of one, that is as large or smaller.',
  })
  atMost?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Is a date on this day or after, as in 2026-01-31. Of the attribute, 31.01.2026 is a date too.',
  })
  onOrAfter?: string | null;

  @Field(() => String, { nullable: true, description: 'Is a date before this day, as in 2026-01-31.' })
  before?: string | null;
}
