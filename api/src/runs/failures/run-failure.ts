import { Field, Int, ObjectType } from 'type-graphql';
import { FailureReason } from '../failure-reason.ts';
import { DeliveryState } from '../run.enums.ts';

@ObjectType({
  description: 'The deliveries of a run that failed, or will be tried again, for one reason.',
  simpleResolvers: true,
})
export class RunFailure {
  @Field(() => FailureReason, { description: 'Why the last attempt did not succeed.' })
  reason!: FailureReason;

  @Field(() => DeliveryState, { description: 'FAILED, or DEFERRED if they will be tried again.' })
  state!: 'FAILED' | 'DEFERRED';

  @Field(() => Int, { description: 'The number of deliveries.' })
  count!: number;

  @Field(() => String, {
    nullable: true,
    description: "The server's reply to one of them; null if none was read.",
  })
  serverResponse!: string | null;
}
