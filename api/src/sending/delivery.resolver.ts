import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { recipientById } from '../recipients/recipient.queries.ts';
import { Attempt } from '../runs/attempt.entity.ts';
import { Delivery } from '../runs/delivery.entity.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { DeliveryState } from '../runs/run.enums.ts';
import { attemptsOfDelivery, stateOfDelivery } from '../runs/run.queries.ts';

@Resolver(() => Delivery)
export class DeliveryResolver {
  @FieldResolver(() => MailingRun, { description: 'The run that it belongs to.' })
  run(@Root() delivery: Delivery) {
    return delivery.run.loadOrFail();
  }

  @FieldResolver(() => Recipient, {
    nullable: true,
    description: 'The recipient; null if deleted since.',
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

  @FieldResolver(() => String, { nullable: true, description: "The server's last words about it." })
  async lastResponse(@Root() delivery: Delivery, @Ctx() ctx: Context) {
    return (await attemptsOfDelivery(ctx).load(delivery.id)).at(-1)?.serverResponse ?? null;
  }
}
