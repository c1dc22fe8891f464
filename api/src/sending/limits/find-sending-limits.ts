import type { Context } from '../../context/context.ts';
import type { SendingLimits } from './sending-limits.ts';

/** Returns the current limits. */
export async function findSendingLimits(ctx: Context): Promise<SendingLimits> {
  const [row] = await ctx.em.execute<SendingLimits[]>(
    'select messages_per_second as "messagesPerSecond", connections from sending_limit',
  );
  return row!;
}
