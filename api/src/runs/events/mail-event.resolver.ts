import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { connectionOf } from '../../paging/connection.ts';
import { PageArgs } from '../../paging/page-args.ts';
import { paginate } from '../../paging/paginate.ts';
import { Recipient } from '../../recipients/recipient.entity.ts';
import { Delivery } from '../delivery.entity.ts';
import { MailingRun } from '../mailing-run.entity.ts';
import { eventCountsOfRun, MailEventCounts } from './mail-event-counts.ts';
import { MailEvent } from './mail-event.entity.ts';
import { MailEventFilter } from './mail-event.inputs.ts';
import {
  deliveryLeft,
  eventsOfDelivery,
  eventsOfRecipient,
  mailEventsWhere,
  runLeft,
} from './mail-event.queries.ts';

const MailEventConnection = connectionOf(MailEvent);

@Resolver(() => MailEvent)
export class MailEventResolver {
  @Query(() => MailEventConnection, {
    description:
      'The mail events that the viewer may see, newest first: bounces, complaints and unsubscriptions.',
  })
  mailEvents(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MailEventFilter, {
      nullable: true,
      description: 'Only events that match this filter. Defaults to all.',
    })
    filter?: MailEventFilter,
  ) {
    const sort = { field: 'id', direction: 'DESC' } as const;
    return paginate(ctx, MailEvent, { where: mailEventsWhere(ctx, filter), sort, args });
  }

  @FieldResolver(() => Delivery, {
    nullable: true,
    description: 'The delivery; null if it was deleted or is unknown.',
  })
  delivery(@Root() { deliveryId }: MailEvent, @Ctx() ctx: Context) {
    return deliveryId == null ? null : deliveryLeft(ctx).load(deliveryId);
  }

  @FieldResolver(() => MailingRun, {
    nullable: true,
    description: 'The run of the mail; null if it was deleted or is unknown.',
  })
  run(@Root() { runId }: MailEvent, @Ctx() ctx: Context) {
    return runId == null ? null : runLeft(ctx).load(runId);
  }
}

@Resolver(() => Delivery)
export class DeliveryEventsResolver {
  @FieldResolver(() => [MailEvent], {
    description: 'Events reported for the mail, oldest first, each kind at most once.',
  })
  events(@Root() delivery: Delivery, @Ctx() ctx: Context) {
    return eventsOfDelivery(ctx).load(delivery.id);
  }
}

@Resolver(() => Recipient)
export class RecipientEventsResolver {
  @FieldResolver(() => MailEventConnection, {
    description:
      'Events reported for mails to the recipient, newest first, including those of deleted mailings.',
  })
  events(@Root() recipient: Recipient, @Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    return eventsOfRecipient(ctx, { parent: recipient.id }, args);
  }
}

@Resolver(() => MailingRun)
export class RunEventsResolver {
  @FieldResolver(() => MailEventCounts, { description: 'The number of its mails with each kind of event.' })
  eventCounts(@Root() run: MailingRun, @Ctx() ctx: Context) {
    return eventCountsOfRun(ctx).load(run.id);
  }
}
