import { asPerson } from '../accounts/sessions/session.access.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { webhookSubject } from './webhook-subject.ts';
import { getWebhook } from './webhook.access.ts';

/** Deletes a webhook with the log of its calls. Returns the id. */
export async function deleteWebhook(ctx: Context, id: string): Promise<string> {
  asPerson(ctx.actor);
  await ctx.em.transactional(async (em) => {
    const webhook = await getWebhook(ctx, id, { lock: true });
    await record(ctx, { action: 'WEBHOOK_DELETED', ...webhookSubject(webhook) });
    await em.remove(webhook).flush();
  });
  return id;
}
