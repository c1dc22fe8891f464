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
  description: 'How many, those with the most attempts first: 1 to 100, 50 unless given.',
};

@Resolver(() => Statistics)
export class StatisticsFieldsResolver {
  @FieldResolver(() => Int, { description: 'SMTP attempts, however they ended.' })
  async attempts(@Root() { totals }: Statistics) {
    const { succeeded, failed, unknown } = await totals();
    return succeeded + failed + unknown;
  }

  @FieldResolver(() => Int, { description: 'Attempts whose mail the server accepted.' })
  async succeeded(@Root() { totals }: Statistics) {
    return (await totals()).succeeded;
  }

  @FieldResolver(() => Int, {
    description: 'Attempts that failed, including those that were repeated later.',
  })
  async failed(@Root() { totals }: Statistics) {
    return (await totals()).failed;
  }

  @FieldResolver(() => Int, { description: 'Attempts whose reply was never read.' })
  async unknown(@Root() { totals }: Statistics) {
    return (await totals()).unknown;
  }

  @FieldResolver(() => Int, {
    description:
      'People reached, one for each run: accepted mails, and those in doubt that were marked as sent.',
  })
  async sentCount(@Root() { totals }: Statistics) {
    const { succeeded, markedSent } = await totals();
    return succeeded + markedSent;
  }

  @FieldResolver(() => [DayStatistics], { description: 'Every day of the period, zeros included.' })
  byDay(@Root() { scope }: Statistics, @Ctx() ctx: Context) {
    return cached(ctx, { of: 'days', scope }, () => countByDay(ctx, scope));
  }

  @FieldResolver(() => [MailingStatistics], { description: 'For each mailing that there still is.' })
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
    description: 'What mailings had done that have been deleted since: the rest of the sums.',
  })
  deletedMailings(@Root() { scope }: Statistics, @Ctx() ctx: Context) {
    return cached(ctx, { of: 'deleted', scope }, () => countDeleted(ctx, scope));
  }

  @FieldResolver(() => [OwnerStatistics], { description: 'For each owner of mailings.' })
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

  @FieldResolver(() => [DomainStatistics], { description: "For each domain of the recipients' addresses." })
  byDomain(@Root() { scope }: Statistics, @Ctx() ctx: Context, @Arg('first', () => Int, most) size?: number) {
    const first = pageSize({ first: size ?? null }).size;
    return cached(ctx, { of: 'domains', scope, first }, () => countByDomain(ctx, scope, first));
  }

  @FieldResolver(() => [ErrorStatistics], { description: 'Why attempts did not succeed.' })
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
  @FieldResolver(() => User, { description: 'The owner.' })
  owner(@Root() { owner }: OwnerStatistics) {
    return owner;
  }
}
