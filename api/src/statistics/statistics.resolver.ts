import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { cached } from './cached.ts';
import { countTotals } from './count-totals.ts';
import { findOverview } from './find-overview.ts';
import { findScope } from './find-scope.ts';
import { Overview } from './overview.ts';
import { StatisticsFilter } from './statistics.inputs.ts';
import { Statistics } from './statistics.ts';

@Resolver()
export class StatisticsResolver {
  @Query(() => Overview, {
    complexity: 50,
    description:
      'Numbers for the home page: for visitors, managers and superusers of everything, for other users of their own things.',
  })
  overview(@Ctx() ctx: Context) {
    return findOverview(ctx);
  }

  @Query(() => Statistics, {
    complexity: 50,
    description:
      "Statistics about attempts: for viewers who may see all mailings of everybody's, for others of their own.",
  })
  async statistics(
    @Ctx() ctx: Context,
    @Arg('filter', () => StatisticsFilter, { nullable: true, description: 'What the statistics cover.' })
    filter?: StatisticsFilter,
  ): Promise<Statistics> {
    const scope = await findScope(ctx, filter ?? {});
    let totals: ReturnType<typeof countTotals> | undefined;
    return {
      from: scope.from,
      to: scope.to,
      timeZone: scope.timeZone,
      scope,
      totals: () => (totals ??= cached(ctx, { of: 'totals', scope }, () => countTotals(ctx, scope))),
    };
  }
}
