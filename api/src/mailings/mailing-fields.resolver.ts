import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { publicUser } from '../users/user.access.ts';
import { PublicUser, User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import { Message } from '../messages/message.entity.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { Problem, problemOf } from '../errors/problem.ts';
import { RecipientList } from '../recipients/lists/recipient-list.entity.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { Attempt } from '../runs/attempt.entity.ts';
import { audienceCount } from './audience/audience.queries.ts';
import { DeliveryCounts, totalsOfMailing } from '../runs/delivery-counts.ts';
import { findMessageProblems } from '../messages/rendering/find-message-problems.ts';
import { inTurn } from '../messages/rendering/in-turn.ts';
import { launchProblems } from '../sending/launch/launch-problems.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { attemptsOfMailing, currentRunOfMailing, runsOfMailing } from '../runs/run.queries.ts';
import { Interval } from './intervals/interval.entity.ts';
import { MailingAccess, mailingAccess } from './mailing-viewer-can.ts';
import { Mailing } from './mailing.entity.ts';
import { chosenRecipientsOfMailing, firstSentAt, listsOfMailing } from './mailing.queries.ts';
import { comingStarts } from './schedule/recurrence.ts';
import { refusedStart, startRefused } from '../sending/starts/refused-start.ts';

@Resolver(() => Mailing)
export class MailingFieldsResolver {
  @FieldResolver(() => User, { description: 'Whose mailing it is.' })
  owner(@Root() mailing: Mailing) {
    return mailing.owner.loadOrFail();
  }

  @FieldResolver(() => Message, { description: 'What it sends.' })
  message(@Root() mailing: Mailing) {
    return mailing.message.loadOrFail();
  }

  @FieldResolver(() => Interval, { nullable: true, description: 'How it repeats; absent for one run.' })
  interval(@Root() mailing: Mailing) {
    return mailing.interval?.loadOrFail() ?? null;
  }

  @FieldResolver(() => PublicUser, { nullable: true, description: 'Who disabled it.' })
  async disabledBy(@Root() mailing: Mailing) {
    return mailing.disabledBy ? publicUser(await mailing.disabledBy.loadOrFail()) : null;
  }

  @FieldResolver(() => [Date], { description: 'The coming starts, the armed one first.' })
  async nextRuns(
    @Root() mailing: Mailing,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 10; 3 unless given.' })
    first?: number,
  ) {
    const most = first ?? 3;
    if (most < 1 || most > 10) throw invalid([fault('OUT_OF_RANGE', ['first'], { least: 1, most: 10 })]);
    const { startAt, endAt, timeZone, nextRunAt } = mailing;
    if (!startAt || !nextRunAt) return [];
    const interval = (await mailing.interval?.loadOrFail()) ?? null;
    return comingStarts({ startAt, endAt, timeZone, interval }, { from: nextRunAt, most });
  }

  @FieldResolver(() => connectionOf(Recipient), {
    description: 'The recipients that were chosen one by one.',
  })
  recipients(@Root() mailing: Mailing, @Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    return chosenRecipientsOfMailing(ctx, { parent: mailing.id }, args);
  }

  @FieldResolver(() => [RecipientList], { description: 'Its lists, by name.' })
  lists(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return listsOfMailing(ctx).load(mailing.id);
  }

  @FieldResolver(() => Int, { description: 'Distinct active people that a launch now would reach.' })
  audienceCount(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return audienceCount(ctx).load(mailing.id);
  }

  @FieldResolver(() => Date, { nullable: true, description: 'When its first mail was accepted.' })
  firstSentAt(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return firstSentAt(ctx).load(mailing.id);
  }

  @FieldResolver(() => MailingRun, {
    nullable: true,
    description: 'The run that has not finished; absent where there is none.',
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

  @FieldResolver(() => DeliveryCounts, { description: 'Its deliveries by state, over all runs.' })
  totals(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return totalsOfMailing(ctx).load(mailing.id);
  }

  @FieldResolver(() => [Problem], { description: 'Why a launch now would be refused or unwise.' })
  async problems(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    const [problems, refused] = await Promise.all([
      launchProblems(ctx, mailing, {
        inspect: (message) => inTurn(ctx, () => findMessageProblems(message)),
      }),
      refusedStart(ctx).load(mailing.id),
    ]);
    const told = refused ? [startRefused(ctx, mailing, refused)] : [];
    return [...told, ...problems].map((problem) => problemOf(ctx.locale, problem));
  }

  @FieldResolver(() => MailingAccess, { description: 'What you may do with it as it stands now.' })
  async viewerCan(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return mailingAccess(ctx.actor, mailing, await currentRunOfMailing(ctx).load(mailing.id));
  }
}
