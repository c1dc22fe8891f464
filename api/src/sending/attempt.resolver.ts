import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { Mailing } from '../mailings/mailing.entity.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { recipientById } from '../recipients/recipient.queries.ts';
import { Attempt } from '../runs/attempt.entity.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { TriggerType } from '../context/trigger-type.ts';
import { AttemptFilter } from '../runs/run.inputs.ts';
import { serverLabel } from '../runs/servers/server-labels.ts';
import { attemptRows, deliveryById, getAttempt, runById } from '../runs/run.queries.ts';

const AttemptConnection = connectionOf(Attempt);

@Resolver(() => Attempt)
export class AttemptResolver {
  @Query(() => Attempt, { nullable: true, description: 'An attempt.' })
  attempt(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The id of the attempt.' }) id: string) {
    return getAttempt(ctx, id);
  }

  @Query(() => AttemptConnection, { description: 'The attempts that the viewer may see, newest first.' })
  attempts(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AttemptFilter, {
      nullable: true,
      description: 'Only attempts that match this filter. Defaults to all.',
    })
    filter?: AttemptFilter,
  ) {
    const sort = { field: 'id', direction: 'DESC' } as const;
    return paginate(ctx, Attempt, { ...attemptRows(ctx, filter), sort, args });
  }

  @FieldResolver(() => MailingRun, { description: 'The run that it belongs to.' })
  run(@Root() attempt: Attempt, @Ctx() ctx: Context) {
    return runById(ctx).load(attempt.runId);
  }

  @FieldResolver(() => Mailing, { description: 'The mailing that it belongs to.' })
  async mailing(@Root() attempt: Attempt, @Ctx() ctx: Context) {
    return (await runById(ctx).load(attempt.runId)).mailing.loadOrFail();
  }

  @FieldResolver(() => Int, { description: "The run's number within its mailing." })
  async runNumber(@Root() attempt: Attempt, @Ctx() ctx: Context) {
    return (await runById(ctx).load(attempt.runId)).runNumber;
  }

  @FieldResolver(() => TriggerType, { description: 'What launched the run.' })
  async triggerType(@Root() attempt: Attempt, @Ctx() ctx: Context) {
    return (await runById(ctx).load(attempt.runId)).triggerType;
  }

  @FieldResolver(() => Recipient, {
    nullable: true,
    description: 'The recipient; null if deleted since then.',
  })
  async recipient(@Root() attempt: Attempt, @Ctx() ctx: Context) {
    const { recipientId } = await deliveryById(ctx).load(attempt.delivery.id);
    return recipientId == null ? null : recipientById(ctx).load(recipientId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The label of the mail server that it was made over; null if there was none, or the sender died meanwhile.',
  })
  server(@Root() attempt: Attempt, @Ctx() ctx: Context) {
    return attempt.serverId == null ? null : serverLabel(ctx).load(attempt.serverId);
  }

  @FieldResolver(() => String, {
    description: 'The address as frozen at launch; empty if the person was erased.',
  })
  async email(@Root() attempt: Attempt, @Ctx() ctx: Context) {
    return (await deliveryById(ctx).load(attempt.delivery.id)).email;
  }
}
