import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { ownerAsSeen } from '../accounts/owner-as-seen.ts';
import { publicUser } from '../accounts/public-user.ts';
import { PublicUser, User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import { Message } from '../messages/message.entity.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { RecipientList } from '../recipients/lists/recipient-list.entity.ts';
import { Segment } from '../recipients/segments/segment.entity.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { attentionOfMailing, MailingAttention } from './attention/mailing-attention.ts';
import { audienceCount, failedAudienceCount } from './audience/audience.queries.ts';
import { currentRunOfMailing } from '../runs/run.queries.ts';
import { SenderIdentity } from '../senders/sender-identity.entity.ts';
import { AllowedHours, shownHours } from './hours/allowed-hours.ts';
import { Interval } from './intervals/interval.entity.ts';
import { MailingAccess, mailingAccess } from './mailing-viewer-can.ts';
import { Mailing } from './mailing.entity.ts';
import { chosenRecipientsOfMailing, listsOfMailing, segmentsOfMailing } from './mailing.queries.ts';
import { comingStarts } from './schedule/recurrence.ts';

@Resolver(() => Mailing)
export class MailingFieldsResolver {
  @FieldResolver(() => User, {
    description:
      'The owner of the mailing. Without the permission to see users, only id and fullName are available.',
  })
  owner(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, mailing.owner);
  }

  @FieldResolver(() => Message, { description: 'The message that it sends.' })
  message(@Root() mailing: Mailing) {
    return mailing.message.loadOrFail();
  }

  @FieldResolver(() => SenderIdentity, {
    nullable: true,
    description:
      "The sender of its mails; null for the owner's default sender, or the installation if there is none.",
  })
  sender(@Root() mailing: Mailing) {
    return mailing.sender?.loadOrFail() ?? null;
  }

  @FieldResolver(() => Interval, {
    nullable: true,
    description: 'How often it repeats; null if it does not.',
  })
  interval(@Root() mailing: Mailing) {
    return mailing.interval?.loadOrFail() ?? null;
  }

  @FieldResolver(() => PublicUser, {
    nullable: true,
    description: 'The user who disabled it; null unless it is disabled.',
  })
  async disabledBy(@Root() mailing: Mailing) {
    return mailing.disabledBy ? publicUser(await mailing.disabledBy.loadOrFail()) : null;
  }

  @FieldResolver(() => AllowedHours, {
    nullable: true,
    description: 'When its mail may leave; null for always.',
  })
  allowedHours(@Root() mailing: Mailing) {
    return shownHours(mailing);
  }

  @FieldResolver(() => [Date], { description: 'The next starts in order, beginning with nextRunAt.' })
  async nextRuns(
    @Root() mailing: Mailing,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 3,
      description: 'The number of starts, 1 to 10.',
    })
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
    description: 'The individually chosen recipients.',
  })
  recipients(@Root() mailing: Mailing, @Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    return chosenRecipientsOfMailing(ctx, { parent: mailing.id }, args);
  }

  @FieldResolver(() => [RecipientList], { description: 'Its lists, by name.' })
  lists(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return listsOfMailing(ctx).load(mailing.id);
  }

  @FieldResolver(() => [Segment], { description: 'Its segments, by name.' })
  segments(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return segmentsOfMailing(ctx).load(mailing.id);
  }

  @FieldResolver(() => Int, {
    complexity: 200,
    description: 'The number of distinct people that a launch now would send to.',
  })
  audienceCount(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return audienceCount(ctx).load(mailing.id);
  }

  @FieldResolver(() => Int, {
    complexity: 200,
    description:
      'The number of those who failed in the latest run to whom a launch now would send; the others want no mail any more, or are deleted.',
  })
  failedAudienceCount(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return failedAudienceCount(ctx).load(mailing.id);
  }

  @FieldResolver(() => MailingAttention, {
    nullable: true,
    complexity: 5,
    description: 'The most urgent reason why it waits for a person; null if nothing does.',
  })
  attention(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return attentionOfMailing(ctx).load(mailing.id);
  }

  @FieldResolver(() => MailingAccess, { description: 'What the viewer may do with it in its current state.' })
  async viewerCan(@Root() mailing: Mailing, @Ctx() ctx: Context) {
    return mailingAccess(ctx.actor, mailing, await currentRunOfMailing(ctx).load(mailing.id));
  }
}
