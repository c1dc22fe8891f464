import { LockMode } from '@mikro-orm/core';
import { asPerson } from '../accounts/sessions/session.access.ts';
import { User } from '../accounts/user.entity.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import { newSecret, sealSecret } from './webhook-secret.ts';
import { webhookSubject } from './webhook-subject.ts';
import { Webhook } from './webhook.entity.ts';
import type { CreateWebhookInput, WebhookWithSecret } from './webhook.inputs.ts';
import { MOST_WEBHOOKS, webhookRules } from './webhook.rules.ts';

/**
 * Creates a webhook for the actor. Its secret is only ever in this result. Throws CONFLICT if there are too
 * many.
 */
export async function createWebhook(ctx: Context, input: CreateWebhookInput): Promise<WebhookWithSecret> {
  const owner = asPerson(ctx.actor);
  const values = validated(webhookRules(ctx), input);
  const secret = newSecret();
  return ctx.em.transactional(async (em) => {
    await em.findOneOrFail(User, owner, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if ((await em.count(Webhook, { owner })) >= MOST_WEBHOOKS) {
      throw conflict('WEBHOOKS_TOO_MANY', { most: MOST_WEBHOOKS });
    }
    const webhook = em.create(Webhook, { ...values, owner, sealedSecret: sealSecret(ctx.secret, secret) });
    await em.flush();
    await record(ctx, { action: 'WEBHOOK_CREATED', ...webhookSubject(webhook) });
    return { webhook, secret };
  });
}
