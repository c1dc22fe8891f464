import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { findOverview } from './find-overview.ts';
import { Overview } from './overview.ts';

@Resolver()
export class StatisticsResolver {
  @Query(() => Overview, {
    complexity: 50,
    description: 'The numbers of the home page: of everything for visitors, of their own for users.',
  })
  overview(@Ctx() ctx: Context) {
    return findOverview(ctx);
  }
}
