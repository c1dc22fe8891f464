import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import { getWebhook } from './webhook.access.ts';
import { WebhookCall } from './webhook-call.entity.ts';

/** Calls a webhook with a test event. Throws CONFLICT while it is disabled. */
export async function testWebhook(ctx: Context, id: string): Promise<WebhookCall> {
  const webhook = await getWebhook(ctx, id);
  if (webhook.disabledAt) throw conflict('WEBHOOK_DISABLED');
  const call = ctx.em.create(WebhookCall, {
    webhook,
    event: 'WEBHOOK_TEST',
    facts: { webhookId: String(webhook.id) },
  });
  await ctx.em.flush();
  await ctx.wakeups.wakeWorkers();
  return call;
}
