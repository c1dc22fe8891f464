import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { recipientById } from '../recipients/recipient.queries.ts';
import { Attempt } from '../runs/attempt.entity.ts';
import { Delivery } from '../runs/delivery.entity.ts';
import { deliveryRows } from '../runs/delivery-log.queries.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { DeliveryState } from '../runs/run.enums.ts';
import { DeliveryLogFilter } from '../runs/run.inputs.ts';
import { attemptsOfDelivery, stateOfDelivery } from '../runs/run.queries.ts';

const DeliveryConnection = connectionOf(Delivery);

@Resolver(() => Delivery)
export class DeliveryResolver {
  @Query(() => DeliveryConnection, {
    description: 'The deliveries of all runs that the viewer may see, newest first.',
  })
  deliveries(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => DeliveryLogFilter, {
      nullable: true,
      description: 'Only deliveries that match this filter. Defaults to all.',
    })
    filter?: DeliveryLogFilter,
  ) {
    const sort = { field: 'id', direction: 'DESC' } as const;
    return paginate(ctx, Delivery, { ...deliveryRows(ctx, filter), sort, args });
  }

  @FieldResolver(() => MailingRun, { description: 'The run that it belongs to.' })
  run(@Root() delivery: Delivery) {
    return delivery.run.loadOrFail();
  }

  @FieldResolver(() => Recipient, {
    nullable: true,
    description: 'The recipient; null if deleted since then.',
  })
  recipient(@Root() delivery: Delivery, @Ctx() ctx: Context) {
    return delivery.recipientId == null ? null : recipientById(ctx).load(delivery.recipientId);
  }

  @FieldResolver(() => DeliveryState, { description: 'The state of the delivery.' })
  state(@Root() delivery: Delivery, @Ctx() ctx: Context) {
    return stateOfDelivery(ctx).load(delivery);
  }

  @FieldResolver(() => [Attempt], { description: 'Its attempts, oldest first.' })
  attempts(@Root() delivery: Delivery, @Ctx() ctx: Context) {
    return attemptsOfDelivery(ctx).load(delivery.id);
  }

  @FieldResolver(() => String, { nullable: true, description: "The server's last reply, or the last error." })
  async lastResponse(@Root() delivery: Delivery, @Ctx() ctx: Context) {
    return (await attemptsOfDelivery(ctx).load(delivery.id)).at(-1)?.serverResponse ?? null;
  }
}
