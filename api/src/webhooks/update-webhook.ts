import * as v from 'valibot';
import { asPerson } from '../accounts/sessions/session.access.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { validated } from '../input/validation.ts';
import { webhookSubject } from './webhook-subject.ts';
import { getWebhook } from './webhook.access.ts';
import type { Webhook } from './webhook.entity.ts';
import type { UpdateWebhookInput } from './webhook.inputs.ts';
import { webhookRules } from './webhook.rules.ts';

/** Changes a webhook. When it is enabled again, it gets the events from then on. */
export async function updateWebhook(
  ctx: Context,
  { id, input }: { id: string; input: UpdateWebhookInput },
): Promise<Webhook> {
  asPerson(ctx.actor);
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
  const { isEnabled, ...patch } = validated(patchRules(ctx), given);
  return ctx.em.transactional(async (em) => {
    const webhook = await getWebhook(ctx, id, { lock: true });
    em.assign(webhook, patch);
    if (isEnabled === true) em.assign(webhook, { disabledAt: null, disabledAs: null, failingSince: null });
    if (isEnabled === false && !webhook.disabledAt) {
      em.assign(webhook, { disabledAt: ctx.clock.now(), disabledAs: 'BY_HAND' });
    }
    await em.flush();
    await record(ctx, {
      action: 'WEBHOOK_CHANGED',
      ...webhookSubject(webhook),
      details: { what: Object.keys(given).join() },
    });
    return webhook;
  });
}

const patchRules = (ctx: Context) =>
  v.partial(v.object({ ...webhookRules(ctx).entries, isEnabled: v.boolean('WRONG_VALUE') }));
