import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { findSendingLimits } from './find-sending-limits.ts';
import { SendingLimits, SetSendingLimitsInput } from './sending-limits.ts';
import { setSendingLimits } from './set-sending-limits.ts';

@Resolver()
export class SendingLimitsResolver {
  @Query(() => SendingLimits, {
    description: 'How much may be sent, over all processes together.',
  })
  sendingLimits(@Ctx() ctx: Context) {
    return findSendingLimits(ctx);
  }

  @Mutation(() => SendingLimits, { description: 'Changes the sending limits.' })
  setSendingLimits(
    @Ctx() ctx: Context,
    @Arg('input', () => SetSendingLimitsInput, { description: 'The new limits.' })
    input: SetSendingLimitsInput,
  ) {
    return setSendingLimits(ctx, { ...input, messagesPerSecond: input.messagesPerSecond ?? null });
  }
}
