import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  Float,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { PublicUser } from '../accounts/user.entity.ts';
import { publicUser } from '../accounts/public-user.ts';
import type { Context } from '../context/context.ts';
import { warning } from '../errors/domain-error.ts';
import { Problem, problemOf } from '../errors/problem.ts';
import { textOf } from '../language/text.ts';
import { hoursOf } from '../mailings/hours/allowed-hours.ts';
import { afterSending } from '../mailings/hours/windows.ts';
import { expectedRate } from './limits/expected-rate.ts';
import { Mailing } from '../mailings/mailing.entity.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { cancelRun } from './ending/cancel-run.ts';
import { DeliveryCounts, progressOfRun } from '../runs/delivery-counts.ts';
import { Delivery } from '../runs/delivery.entity.ts';
import { launchSend } from './launch/launch-send.ts';
import { lacksSender } from './living-senders.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { pauseRun } from '../runs/pause-run.ts';
import { resolveUnknown } from './resolve-unknown.ts';
import { resumeRun } from '../runs/resume-run.ts';
import { getRun } from '../runs/run.access.ts';
import { UnknownResolution } from '../runs/run.enums.ts';
import { DeliveryFilter, LaunchSendInput, MailingRunFilter } from '../runs/run.inputs.ts';
import { deliveriesOfRun, runsWhere } from '../runs/run.queries.ts';
import { watchRun } from './watch-run.ts';

const MailingRunConnection = connectionOf(MailingRun);
const DeliveryConnection = connectionOf(Delivery);
const anId = { description: 'The id of the run.' };

@Resolver(() => MailingRun)
export class RunResolver {
  @Query(() => MailingRun, { nullable: true, description: 'A run.' })
  mailingRun(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getRun(ctx, id);
  }

  @Query(() => MailingRunConnection, {
    description: 'The runs that the viewer may see, newest first.',
  })
  mailingRuns(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MailingRunFilter, {
      nullable: true,
      description: 'Only runs that match this filter. Defaults to all.',
    })
    filter?: MailingRunFilter,
  ) {
    const sort = { field: 'id', direction: 'DESC' } as const;
    return paginate(ctx, MailingRun, { where: runsWhere(ctx, filter), sort, args });
  }

  @Subscription(() => MailingRun, {
    name: 'mailingRun',
    description: 'Sends a run at once, and then at most four times a second while it changes, until it ends.',
    subscribe: ({ args, context }) => watchRun(context as Context, (args as { id: string }).id),
  })
  mailingRunChanged(@Root() run: MailingRun, @Arg('id', () => ID, anId) _id: string) {
    return run;
  }

  @Mutation(() => MailingRun, {
    complexity: 200,
    description:
      "Launches a mailing: freezes its message and audience into a run and starts sending. Fails with INVALID and the mailing's problems if it cannot be launched, and with CONFLICT if it has an unfinished run.",
  })
  launchSend(
    @Ctx() ctx: Context,
    @Arg('input', () => LaunchSendInput, { description: 'The mailing to launch.' }) input: LaunchSendInput,
  ) {
    return launchSend(ctx, input);
  }

  @Mutation(() => MailingRun, {
    description: 'Pauses a run. Emails that are being handed over finish; nothing else is sent.',
  })
  pauseRun(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return pauseRun(ctx, id);
  }

  @Mutation(() => MailingRun, {
    description: 'Resumes a run that was paused by a user or by the SMTP server.',
  })
  resumeRun(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return resumeRun(ctx, id);
  }

  @Mutation(() => MailingRun, {
    description:
      'Cancels a run permanently: deliveries that are not sent yet become SKIPPED. While the launch is on hold, undoes the launch instead.',
  })
  cancelRun(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return cancelRun(ctx, id);
  }

  @Mutation(() => MailingRun, { description: 'Settles deliveries with the state UNKNOWN.' })
  resolveUnknown(
    @Ctx() ctx: Context,
    @Arg('runId', () => ID, { description: 'The id of the run.' }) runId: string,
    @Arg('resolution', () => UnknownResolution, { description: 'What to do with them.' })
    resolution: UnknownResolution,
    @Arg('deliveryIds', () => [ID], {
      nullable: true,
      description: 'The ids of the deliveries. Defaults to all UNKNOWN ones of the run.',
    })
    deliveryIds?: string[],
  ) {
    return resolveUnknown(ctx, { runId, resolution, deliveryIds });
  }

  @FieldResolver(() => Mailing, { description: 'The mailing that was launched.' })
  mailing(@Root() run: MailingRun) {
    return run.mailing.loadOrFail();
  }

  @FieldResolver(() => PublicUser, {
    nullable: true,
    description: 'The user who launched it; null for scheduled launches and the command line.',
  })
  async startedBy(@Root() run: MailingRun) {
    return run.startedBy ? publicUser(await run.startedBy.loadOrFail()) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Details of the pause: what the SMTP server refuses, in its own words, and what to do.',
  })
  pauseMessage(@Root() run: MailingRun, @Ctx() ctx: Context) {
    return run.pauseCause
      ? textOf(ctx.locale, `SMTP_${run.pauseCause}`, { detail: run.pauseMessage ?? '' })
      : null;
  }

  @FieldResolver(() => DeliveryCounts, { description: 'The number of its deliveries in each state.' })
  async counts(@Root() run: MailingRun, @Ctx() ctx: Context) {
    return (await progressOfRun(ctx).load(run.id)).counts;
  }

  @FieldResolver(() => Float, { description: 'Results per second over about the last ten seconds.' })
  async messagesPerSecond(@Root() run: MailingRun, @Ctx() ctx: Context) {
    return (await progressOfRun(ctx).load(run.id)).rate;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description:
      'When every delivery will have been tried once, within the allowed hours: at the current rate, or while it waits for its hours at the expected one. Null if nothing is being sent.',
  })
  async estimatedFinishAt(@Root() run: MailingRun, @Ctx() ctx: Context) {
    const { counts, rate: current } = await progressOfRun(ctx).load(run.id);
    const left = counts.pending + counts.sending;
    const rate = current === 0 && this.waitsUntil(run, ctx) ? await expectedRate(ctx).load('') : current;
    if (run.status !== 'RUNNING' || rate === 0 || left === 0) return null;
    return afterSending(hoursOf(await run.mailing.loadOrFail()), ctx.clock.now(), left / rate);
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When its allowed hours begin, while it waits for them; null otherwise.',
  })
  waitsUntil(@Root() { status, opensAt }: MailingRun, @Ctx() ctx: Context) {
    return status === 'RUNNING' && opensAt && opensAt > ctx.clock.now() ? opensAt : null;
  }

  @FieldResolver(() => [Problem], {
    description: 'Why nothing of it is sent although it is running; empty if nothing is wrong.',
  })
  async problems(@Root() run: MailingRun, @Ctx() ctx: Context) {
    const isStuck = await lacksSender(ctx).load(run.id);
    return isStuck ? [problemOf(ctx.locale, warning('NO_SENDER'))] : [];
  }

  @FieldResolver(() => DeliveryConnection, {
    description: 'Its deliveries, in the order of the launch.',
  })
  deliveries(
    @Root() run: MailingRun,
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => DeliveryFilter, {
      nullable: true,
      description: 'Only deliveries that match this filter. Defaults to all.',
    })
    filter?: DeliveryFilter,
  ) {
    return deliveriesOfRun(ctx, { parent: run.id, filter }, args);
  }
}
