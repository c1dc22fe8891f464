import type { Context } from '../../context/context.ts';
import type { SendingLimits } from './sending-limits.ts';

/** The limits as they are now. */
export async function findSendingLimits(ctx: Context): Promise<SendingLimits> {
  const [row] = await ctx.em.execute<SendingLimits[]>(
    'select messages_per_second as "messagesPerSecond", connections from sending_limit',
  );
  return row!;
}
