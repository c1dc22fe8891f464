import { GraphQLJSON } from 'graphql-scalars';
import { Field, Float, InputType } from 'type-graphql';

export type AttributeValue = string | number | boolean;

@InputType({
  description:
    "A condition on a recipient's attribute. At least one comparison is required; all that are given must hold.",
})
export class AttributeCondition {
  @Field(() => String, { description: 'The name of the attribute, 1 to 200 characters.' })
  name!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The attribute equals this text, number or boolean. A number also equals the text of it.',
  })
  equals?: AttributeValue | null;

  @Field(() => [GraphQLJSON], {
    nullable: true,
    description: 'The attribute is one of these 1 to 100 values.',
  })
  oneOf?: AttributeValue[] | null;

  @Field(() => [GraphQLJSON], {
    nullable: true,
    description: 'The attribute is none of these 1 to 100 values, or the recipient does not have it.',
  })
  noneOf?: AttributeValue[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the recipient has the attribute, with any value.',
  })
  exists?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'The attribute is a text that contains this one, ignoring case; 1 to 200 characters.',
  })
  contains?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The attribute is a number, or a text with a number, greater than or equal to this.',
  })
  atLeast?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The attribute is a number, or a text with a number, less than or equal to this.',
  })
  atMost?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The attribute is a date on or after this day, such as 2026-01-31. Attributes may also be written as 31.01.2026.',
  })
  onOrAfter?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The attribute is a date before this day, such as 2026-01-31.',
  })
  before?: string | null;
}
