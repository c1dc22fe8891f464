import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { Delivery } from './delivery.entity.ts';
import { deliveriesOfRecipient } from './run.queries.ts';

@Resolver(() => Recipient)
export class RecipientDeliveriesResolver {
  @FieldResolver(() => connectionOf(Delivery), {
    description: "The recipient's deliveries, newest first.",
  })
  deliveries(@Root() recipient: Recipient, @Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    return deliveriesOfRecipient(ctx, { parent: recipient.id }, args);
  }
}
