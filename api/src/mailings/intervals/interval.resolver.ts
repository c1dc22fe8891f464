import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { createInterval } from './create-interval.ts';
import { deleteInterval } from './delete-interval.ts';
import { Interval } from './interval.entity.ts';
import { CreateIntervalInput, UpdateIntervalInput } from '../mailing.inputs.ts';
import { updateInterval } from './update-interval.ts';

const anId = { description: 'The id of the interval.' };

@Resolver(() => Interval)
export class IntervalResolver {
  @Query(() => [Interval], { description: 'All intervals.' })
  intervals(@Ctx() ctx: Context) {
    return ctx.em.findAll(Interval, { orderBy: { id: 'asc' } });
  }

  @Mutation(() => Interval, { description: 'Creates an interval.' })
  createInterval(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateIntervalInput, { description: 'The interval.' }) input: CreateIntervalInput,
  ) {
    return createInterval(ctx, input);
  }

  @Mutation(() => Interval, { description: 'Changes an interval.' })
  updateInterval(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateIntervalInput, { description: 'The changes.' }) input: UpdateIntervalInput,
  ) {
    return updateInterval(ctx, { id, input });
  }

  @Mutation(() => ID, {
    description: 'Deletes an interval. Fails with CONFLICT while mailings use it. Returns its id.',
  })
  deleteInterval(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteInterval(ctx, id);
  }
}
