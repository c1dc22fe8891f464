import { Field, Int, ObjectType } from 'type-graphql';
import { SkipReason } from '../../runs/run.enums.ts';

@ObjectType({ description: 'How many people are left out for one reason.', simpleResolvers: true })
export class SkipCount {
  @Field(() => SkipReason, { description: 'The reason.' })
  reason!: SkipReason;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'Whom a launch would reach.', simpleResolvers: true })
export class AudiencePreview {
  @Field(() => Int, { description: 'Distinct active people.' })
  count!: number;

  @Field(() => [SkipCount], { description: 'Who would be left out.' })
  leftOut!: SkipCount[];
}
