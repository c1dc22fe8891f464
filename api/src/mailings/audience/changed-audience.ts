import { Field, Int, ObjectType } from 'type-graphql';
import { Mailing } from '../mailing.entity.ts';

@ObjectType({ description: 'The result of changing the audience of a mailing.', simpleResolvers: true })
export class ChangedAudience {
  @Field(() => Int, { description: 'The number of recipients that were added or removed.' })
  count!: number;

  @Field(() => Mailing, { description: 'The mailing.' })
  mailing!: Mailing;
}
