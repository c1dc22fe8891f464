import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { fault } from '../../errors/domain-error.ts';
import { Problem, problemOf } from '../../errors/problem.ts';
import { Mailing } from '../../mailings/mailing.entity.ts';
import { connectionOf } from '../../paging/connection.ts';
import { PageArgs } from '../../paging/page-args.ts';
import { paginate } from '../../paging/paginate.ts';
import { disarmStart } from './disarm-start.ts';
import { MailingStart } from './mailing-start.entity.ts';
import { MailingStartFilter } from './start.inputs.ts';
import { armedWhere, startsWhere } from './start.queries.ts';

const MailingStartConnection = connectionOf(MailingStart);
const MailingConnection = connectionOf(Mailing);

@Resolver(() => MailingStart)
export class StartResolver {
  @Query(() => MailingStartConnection, {
    description:
      'The starts of the schedule that came due, of mailings that the viewer may see, newest first.',
  })
  mailingStarts(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MailingStartFilter, {
      nullable: true,
      description: 'Only starts that match this filter. Defaults to all.',
    })
    filter?: MailingStartFilter,
  ) {
    const sort = { field: 'id', direction: 'DESC' } as const;
    return paginate(ctx, MailingStart, { where: startsWhere(ctx, filter), sort, args });
  }

  @Query(() => MailingConnection, {
    description:
      'The mailings whose start is armed, the next one first. A start that is overdue has not been found by any worker yet.',
  })
  armedMailings(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('ownerId', () => ID, {
      nullable: true,
      description: 'Only mailings of this owner. Defaults to all.',
    })
    ownerId?: string,
  ) {
    const sort = { field: 'nextRunAt', direction: 'ASC' } as const;
    return paginate(ctx, Mailing, { where: armedWhere(ctx, ownerId), sort, args });
  }

  @Mutation(() => Mailing, {
    description:
      'Disarms the start of a mailing until a new one is saved, and ends its repetition. A run that has begun continues. Fails with CONFLICT if no start is armed.',
  })
  disarmMailing(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the mailing.' }) id: string,
  ) {
    return disarmStart(ctx, id);
  }

  @FieldResolver(() => Date, { description: 'When it was launched, dropped or refused.' })
  handledAt(@Root() start: MailingStart) {
    return start.createdAt;
  }

  @FieldResolver(() => Mailing, { description: 'The mailing.' })
  mailing(@Root() start: MailingStart) {
    return start.mailing.loadOrFail();
  }

  @FieldResolver(() => [Problem], {
    description: 'Why it was dropped or refused; empty if a run began.',
  })
  problems(@Root() start: MailingStart, @Ctx() ctx: Context) {
    return start.faults.map(({ code, params }) => problemOf(ctx.locale, fault(code, [], params)));
  }
}
