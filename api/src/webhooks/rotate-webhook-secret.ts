import { asPerson } from '../accounts/sessions/session.access.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { newSecret, sealSecret } from './webhook-secret.ts';
import { webhookSubject } from './webhook-subject.ts';
import { getWebhook } from './webhook.access.ts';
import type { WebhookWithSecret } from './webhook.inputs.ts';

/** Replaces the secret of a webhook; the former one is not used any more. */
export async function rotateWebhookSecret(ctx: Context, id: string): Promise<WebhookWithSecret> {
  asPerson(ctx.actor);
  return ctx.em.transactional(async () => {
    const webhook = await getWebhook(ctx, id, { lock: true });
    const secret = newSecret();
    webhook.sealedSecret = sealSecret(ctx.secret, secret);
    await record(ctx, {
      action: 'WEBHOOK_CHANGED',
      ...webhookSubject(webhook),
      details: { what: 'secret' },
    });
    return { webhook, secret };
  });
}
