import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import { lockCall } from './webhook.access.ts';
import type { WebhookCall } from './webhook-call.entity.ts';

/**
 * Repeats a call that was delivered or given up, with its original id, by which a program recognises it.
 * Throws CONFLICT while it waits for its next try, and while its webhook is disabled.
 */
export async function replayWebhookCall(ctx: Context, id: string): Promise<WebhookCall> {
  const replayed = await ctx.em.transactional(async () => {
    const call = await lockCall(ctx, id);
    const webhook = await call.webhook.loadOrFail();
    if (webhook.disabledAt) throw conflict('WEBHOOK_DISABLED');
    if (call.status === 'PENDING') throw conflict('WEBHOOK_CALL_PENDING');
    Object.assign(call, {
      status: 'PENDING',
      tries: 0,
      nextTryAt: ctx.clock.now(),
      finishedAt: null,
    } satisfies Partial<WebhookCall>);
    return call;
  });
  await ctx.wakeups.wakeWorkers();
  return replayed;
}
