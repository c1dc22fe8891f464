import { Field, Int, ObjectType } from 'type-graphql';
import { SkipReason } from '../../runs/run.enums.ts';

@ObjectType({ description: 'How many people are left out for one reason.', simpleResolvers: true })
class SkipCount {
  @Field(() => SkipReason, { description: 'The reason.' })
  reason!: SkipReason;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'The people that a launch would send to.', simpleResolvers: true })
export class AudiencePreview {
  @Field(() => Int, { description: 'Distinct active people.' })
  count!: number;

  @Field(() => [SkipCount], { description: 'The people who would be left out, by reason.' })
  leftOut!: SkipCount[];
}
