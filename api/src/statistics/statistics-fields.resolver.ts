import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { Mailing } from '../mailings/mailing.entity.ts';
import { pageSize } from '../paging/page-args.ts';
import { cached } from './cached.ts';
import { countFailures } from './count-failures.ts';
import { countByDomain, countByMailing, countByOwner, countDeleted } from './count-by.ts';
import { countByDay } from './count-by-day.ts';
import {
  DayStatistics,
  DeletedMailingStatistics,
  DomainStatistics,
  ErrorStatistics,
  MailingStatistics,
  OwnerStatistics,
  Statistics,
} from './statistics.ts';

const most = {
  nullable: true,
  defaultValue: 50,
  description: 'The number of items, 1 to 100, beginning with those with the most attempts.',
};

@Resolver(() => Statistics)
export class StatisticsFieldsResolver {
  @FieldResolver(() => Int, { description: 'The number of attempts with any result.' })
  async attempts(@Root() { totals }: Statistics) {
    const { succeeded, failed, unknown } = await totals();
    return succeeded + failed + unknown;
  }

  @FieldResolver(() => Int, { description: 'The number of attempts whose email the server accepted.' })
  async succeeded(@Root() { totals }: Statistics) {
    return (await totals()).succeeded;
  }

  @FieldResolver(() => Int, {
    description: 'The number of failed attempts, including those that were repeated later.',
  })
  async failed(@Root() { totals }: Statistics) {
    return (await totals()).failed;
  }

  @FieldResolver(() => Int, { description: 'The number of attempts whose reply was never read.' })
  async unknown(@Root() { totals }: Statistics) {
    return (await totals()).unknown;
  }

  @FieldResolver(() => Int, {
    description:
      'The number of deliveries that were sent: accepted by the server, or marked as sent by a person.',
  })
  async sentCount(@Root() { totals }: Statistics) {
    const { succeeded, markedSent } = await totals();
    return succeeded + markedSent;
  }

  @FieldResolver(() => [DayStatistics], {
    description: 'The attempts of each day of the period, including days without any.',
  })
  byDay(@Root() { scope }: Statistics, @Ctx() ctx: Context) {
    return cached(ctx, { of: 'days', scope }, () => countByDay(ctx, scope));
  }

  @FieldResolver(() => [MailingStatistics], {
    description: 'The attempts by mailing, without deleted mailings.',
  })
  async byMailing(
    @Root() { scope }: Statistics,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, most) size?: number,
  ): Promise<MailingStatistics[]> {
    const first = pageSize({ first: size ?? null }).size;
    const rows = await cached(ctx, { of: 'mailings', scope, first }, () => countByMailing(ctx, scope, first));
    const mailings = await ctx.em.find(Mailing, { id: rows.map((row) => row.mailingId) });
    const byId = new Map(mailings.map((mailing) => [mailing.id, mailing]));
    return rows.flatMap((row) => {
      const mailing = byId.get(row.mailingId);
      return mailing ? Object.assign({ mailing }, row) : [];
    });
  }

  @FieldResolver(() => DeletedMailingStatistics, {
    description: 'The attempts of deleted mailings, which complete the sums.',
  })
  deletedMailings(@Root() { scope }: Statistics, @Ctx() ctx: Context) {
    return cached(ctx, { of: 'deleted', scope }, () => countDeleted(ctx, scope));
  }

  @FieldResolver(() => [OwnerStatistics], { description: 'The attempts by owner of the mailings.' })
  async byOwner(
    @Root() { scope }: Statistics,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, most) size?: number,
  ): Promise<OwnerStatistics[]> {
    const first = pageSize({ first: size ?? null }).size;
    const rows = await cached(ctx, { of: 'owners', scope, first }, () => countByOwner(ctx, scope, first));
    const owners = await ctx.em.find(User, { id: rows.map((row) => row.ownerId) });
    const byId = new Map(owners.map((owner) => [owner.id, owner]));
    return rows.flatMap((row) => {
      const owner = byId.get(row.ownerId);
      return owner ? Object.assign({ owner }, row) : [];
    });
  }

  @FieldResolver(() => [DomainStatistics], {
    description: "The attempts by domain of the recipients' addresses.",
  })
  byDomain(@Root() { scope }: Statistics, @Ctx() ctx: Context, @Arg('first', () => Int, most) size?: number) {
    const first = pageSize({ first: size ?? null }).size;
    return cached(ctx, { of: 'domains', scope, first }, () => countByDomain(ctx, scope, first));
  }

  @FieldResolver(() => [ErrorStatistics], {
    description: 'The failed and unknown attempts by reason, most frequent first.',
  })
  topErrors(
    @Root() { scope }: Statistics,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, most) size?: number,
  ) {
    const first = pageSize({ first: size ?? null }).size;
    return cached(ctx, { of: 'failures', scope, first }, () => countFailures(ctx, scope, first));
  }
}

@Resolver(() => MailingStatistics)
export class MailingStatisticsResolver {
  @FieldResolver(() => Mailing, { description: 'The mailing.' })
  mailing(@Root() { mailing }: MailingStatistics) {
    return mailing;
  }
}

@Resolver(() => OwnerStatistics)
export class OwnerStatisticsResolver {
  @FieldResolver(() => User, { description: 'The owner of the mailings.' })
  owner(@Root() { owner }: OwnerStatistics) {
    return owner;
  }
}
