import { Arg, Ctx, FieldResolver, Resolver } from 'type-graphql';
import { assertScope } from '../access/assert-scope.ts';
import type { Context } from '../context/context.ts';
import { Added, countAdded } from './count-added.ts';
import { Overview } from './overview.ts';

@Resolver(() => Overview)
export class OverviewFieldsResolver {
  @FieldResolver(() => Added, {
    complexity: 100,
    description: 'What was added in a period. Fails with UNAUTHENTICATED for visitors.',
  })
  added(
    @Ctx() ctx: Context,
    @Arg('from', () => Date, { description: 'The beginning of the period.' }) from: Date,
    @Arg('to', () => Date, {
      nullable: true,
      description: 'The end of the period, exclusive. Defaults to now.',
    })
    to?: Date | null,
  ) {
    assertScope(ctx, 'READ');
    return countAdded(ctx, { from, to });
  }
}
