import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { fault, forbidden, invalid, type Fault } from '../../errors/domain-error.ts';
import { findSendingLimits } from './find-sending-limits.ts';
import type { SendingLimits } from './sending-limits.ts';

/**
 * Changes the given limits; a rate of null removes the rate limit. For superusers only. Takes effect within a
 * second.
 */
export async function setSendingLimits(
  ctx: Context,
  { messagesPerSecond, connections }: { messagesPerSecond?: number | null; connections?: number },
): Promise<SendingLimits> {
  if (!ctx.actor.isSuperuser) throw forbidden();
  assertPossible({ messagesPerSecond, connections });
  await ctx.em.transactional(async (em) => {
    await em.execute(
      `update sending_limit set connections = coalesce(?, connections), tokens = 0, refilled_at = now(),
       messages_per_second = case when ? then messages_per_second else ? end`,
      [connections ?? null, messagesPerSecond === undefined, messagesPerSecond ?? null],
    );
    await record(ctx, {
      action: 'LIMITS_CHANGED',
      subject: 'LIMITS',
      details: {
        ...(connections !== undefined && { connections }),
        ...(messagesPerSecond !== undefined && { messagesPerSecond }),
      },
    });
  });
  await ctx.wakeups.wakeWorkers();
  return findSendingLimits(ctx);
}

function assertPossible({
  messagesPerSecond,
  connections,
}: {
  messagesPerSecond?: number | null | undefined;
  connections?: number | undefined;
}) {
  const faults: Fault[] = [];
  if (messagesPerSecond != null && !(messagesPerSecond > 0 && messagesPerSecond <= 1_000_000)) {
    faults.push(fault('OUT_OF_RANGE', ['messagesPerSecond'], { least: 0.001, most: 1_000_000 }));
  }
  if (
    connections !== undefined &&
    !(Number.isInteger(connections) && connections >= 1 && connections <= 1000)
  ) {
    faults.push(fault('OUT_OF_RANGE', ['connections'], { least: 1, most: 1000 }));
  }
  if (faults.length > 0) throw invalid(faults);
}
