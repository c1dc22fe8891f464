import { Field, Int, ObjectType } from 'type-graphql';
import { SkipReason } from '../../runs/run.enums.ts';

@ObjectType({ description: 'The number of people left out for one reason.', simpleResolvers: true })
class SkipCount {
  @Field(() => SkipReason, { description: 'The reason.' })
  reason!: SkipReason;

  @Field(() => Int, { description: 'The number of people.' })
  count!: number;
}

@ObjectType({ description: 'The number of people that a launch would send to.', simpleResolvers: true })
export class AudiencePreview {
  @Field(() => Int, { description: 'The number of distinct people.' })
  count!: number;

  @Field(() => [SkipCount], { description: 'The number of people who would be left out, by reason.' })
  leftOut!: SkipCount[];
}
