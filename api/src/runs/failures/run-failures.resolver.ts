import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { MailingRun } from '../mailing-run.entity.ts';
import { failuresOfRun, nextRetryOfRun } from './failures-of-run.ts';
import { RunFailure } from './run-failure.ts';

@Resolver(() => MailingRun)
export class RunFailuresResolver {
  @FieldResolver(() => [RunFailure], {
    complexity: 50,
    description:
      'Why its deliveries failed or will be tried again, for the first 10,000 of them; the most frequent reason first.',
  })
  failures(@Root() run: MailingRun, @Ctx() ctx: Context) {
    return failuresOfRun(ctx).load(run.id);
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When the next of its deferred deliveries is tried again; null if there is none.',
  })
  nextRetryAt(@Root() run: MailingRun, @Ctx() ctx: Context) {
    return nextRetryOfRun(ctx).load(run.id);
  }
}
