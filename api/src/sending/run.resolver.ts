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
import { textOf } from '../language/text.ts';
import { Mailing } from '../mailings/mailing.entity.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { cancelRun } from './ending/cancel-run.ts';
import { DeliveryCounts, progressOfRun } from '../runs/delivery-counts.ts';
import { Delivery } from '../runs/delivery.entity.ts';
import { launchSend } from './launch/launch-send.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { pauseRun } from '../runs/pause-run.ts';
import { resolveUnknown } from './resolve-unknown.ts';
import { resumeRun } from '../runs/resume-run.ts';
import { getRun } from '../runs/run.access.ts';
import { UnknownResolution } from '../runs/run.enums.ts';
import { DeliveryFilter, LaunchSendInput, MailingRunFilter } from '../runs/run.inputs.ts';
import { deliveriesOfRun, runsWhere } from '../runs/run.queries.ts';
import { watchRun } from '../runs/watch-run.ts';

const MailingRunConnection = connectionOf(MailingRun);
const DeliveryConnection = connectionOf(Delivery);
const anId = { description: 'Its id.' };

@Resolver(() => MailingRun)
export class RunResolver {
  @Query(() => MailingRun, { nullable: true, description: 'One run.' })
  mailingRun(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getRun(ctx, id);
  }

  @Query(() => MailingRunConnection, {
    description: 'All runs that you may see, newest first.',
  })
  mailingRuns(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MailingRunFilter, {
      nullable: true,
      description: 'Only those that match; all unless given.',
    })
    filter?: MailingRunFilter,
  ) {
    const sort = { field: 'id', direction: 'DESC' } as const;
    return paginate(ctx, MailingRun, { where: runsWhere(ctx, filter), sort, args });
  }

  @Subscription(() => MailingRun, {
    name: 'mailingRun',
    description: 'A run at once, then at most four times a second while something changes, until it ends.',
    subscribe: ({ args, context }) => watchRun(context as Context, (args as { id: string }).id),
  })
  mailingRunChanged(@Root() run: MailingRun, @Arg('id', () => ID, anId) _id: string) {
    return run;
  }

  @Mutation(() => MailingRun, {
    complexity: 200,
    description: 'Launches a mailing: freezes its message and audience as a run and begins to send.',
  })
  launchSend(
    @Ctx() ctx: Context,
    @Arg('input', () => LaunchSendInput, { description: 'The mailing to launch.' }) input: LaunchSendInput,
  ) {
    return launchSend(ctx, input);
  }

  @Mutation(() => MailingRun, {
    description: 'Pauses a run: emails on the wire finish, nothing else is sent.',
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
      'Cancels a run for good: deliveries not yet sent become SKIPPED. Undoes a launch that is still on hold.',
  })
  cancelRun(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return cancelRun(ctx, id);
  }

  @Mutation(() => MailingRun, { description: 'Settles deliveries in the state UNKNOWN.' })
  resolveUnknown(
    @Ctx() ctx: Context,
    @Arg('runId', () => ID, { description: 'The run.' }) runId: string,
    @Arg('resolution', () => UnknownResolution, { description: 'The decision.' })
    resolution: UnknownResolution,
    @Arg('deliveryIds', () => [ID], { nullable: true, description: "All of the run's unless given." })
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
    description: 'The user who launched it; null for the schedule and the command line.',
  })
  async startedBy(@Root() run: MailingRun) {
    return run.startedBy ? publicUser(await run.startedBy.loadOrFail()) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'More about the pause: what the SMTP server refuses, in its own words, and what to do.',
  })
  pauseMessage(@Root() run: MailingRun, @Ctx() ctx: Context) {
    return run.pauseCause
      ? textOf(ctx.locale, `SMTP_${run.pauseCause}`, { detail: run.pauseMessage ?? '' })
      : null;
  }

  @FieldResolver(() => DeliveryCounts, { description: 'Numbers of its deliveries by state.' })
  async counts(@Root() run: MailingRun, @Ctx() ctx: Context) {
    return (await progressOfRun(ctx).load(run.id)).counts;
  }

  @FieldResolver(() => Float, { description: 'Results per second over about the last ten seconds.' })
  async messagesPerSecond(@Root() run: MailingRun, @Ctx() ctx: Context) {
    return (await progressOfRun(ctx).load(run.id)).rate;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When everybody will have been tried once at the current rate; null if nothing is moving.',
  })
  async estimatedFinishAt(@Root() run: MailingRun, @Ctx() ctx: Context) {
    const { counts, rate } = await progressOfRun(ctx).load(run.id);
    const left = counts.pending + counts.sending;
    if (run.status !== 'RUNNING' || rate === 0 || left === 0) return null;
    return new Date(ctx.clock.now().getTime() + (left / rate) * 1000);
  }

  @FieldResolver(() => DeliveryConnection, {
    description: 'Its recipients with their results, in the order in which the launch froze them.',
  })
  deliveries(
    @Root() run: MailingRun,
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => DeliveryFilter, {
      nullable: true,
      description: 'Only those that match; all unless given.',
    })
    filter?: DeliveryFilter,
  ) {
    return deliveriesOfRun(ctx, { parent: run.id, filter }, args);
  }
}
