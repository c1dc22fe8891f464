import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { warning } from '../errors/domain-error.ts';
import { Problem, problemOf } from '../errors/problem.ts';
import { Mailing } from '../mailings/mailing.entity.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { Attempt } from '../runs/attempt.entity.ts';
import { DeliveryCounts, totalsOfMailing } from '../runs/delivery-counts.ts';
import { mailingLacksSender } from './living-senders.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { attemptsOfMailing, currentRunOfMailing, firstSentAt, runsOfMailing } from '../runs/run.queries.ts';
import { cancelMailing } from './ending/cancel-mailing.ts';
import { launchProblems } from './launch/launch-problems.ts';
import { MailsFrom, mailsFrom } from './launch/mails-from.ts';
import { refusedStart, startRefused } from './starts/refused-start.ts';

/** The fields of a mailing about its runs. */
@Resolver(() => Mailing)
export class MailingRunsResolver {
  @Mutation(() => Mailing, { description: "Cancels a mailing's run and ends its repetition." })
  cancelMailing(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the mailing.' }) id: string,
  ) {
    return cancelMailing(ctx, id);
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When the server accepted its first email; null before that.',
  })
  firstSentAt(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return firstSentAt(ctx).load(mailing.id);
  }

  @FieldResolver(() => MailingRun, {
    nullable: true,
    description: 'The unfinished run; null if there is none.',
  })
  currentRun(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return currentRunOfMailing(ctx).load(mailing.id);
  }

  @FieldResolver(() => connectionOf(MailingRun), { description: 'Its runs, newest first.' })
  runs(@Root() mailing: Mailing, @Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    return runsOfMailing(ctx, { parent: mailing.id }, args);
  }

  @FieldResolver(() => connectionOf(Attempt), { description: 'Its attempts, newest first.' })
  attempts(@Root() mailing: Mailing, @Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    return attemptsOfMailing(ctx, { parent: mailing.id }, args);
  }

  @FieldResolver(() => DeliveryCounts, {
    description: 'The number of its deliveries in each state, over all runs.',
  })
  totals(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return totalsOfMailing(ctx).load(mailing.id);
  }

  @FieldResolver(() => MailsFrom, {
    description:
      "The sender of the mails if it were launched now: the chosen one, the default one, or the installation's.",
  })
  mailsFrom(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return mailsFrom(ctx).load(mailing);
  }

  @FieldResolver(() => [Problem], {
    complexity: 200,
    description:
      'Why a launch now would be refused or unwise, and why its run or its start makes no progress; empty if nothing is wrong.',
  })
  async problems(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    const [problems, refused, isStuck] = await Promise.all([
      launchProblems(ctx, mailing),
      refusedStart(ctx).load(mailing.id),
      mailingLacksSender(ctx).load(mailing.id),
    ]);
    const told = refused ? [startRefused(ctx, mailing, refused)] : [];
    if (mailing.nextRunAt && (await ctx.wakeups.isStoreAway()))
      told.push(warning('STARTS_LATE', ['startAt']));
    if (isStuck) told.push(warning('NO_SENDER'));
    return [...told, ...problems].map((problem) => problemOf(ctx.locale, problem));
  }
}
