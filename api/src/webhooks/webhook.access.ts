import { LockMode } from '@mikro-orm/core';
import { bigIdOf, idOf } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { notFound } from '../errors/domain-error.ts';
import { WebhookCall } from './webhook-call.entity.ts';
import { Webhook } from './webhook.entity.ts';

/**
 * Returns one of the actor's webhooks; they are for nobody else, because they send what their owner sees.
 * Throws NOT_FOUND.
 */
export async function getWebhook(ctx: Context, id: string, { lock = false } = {}): Promise<Webhook> {
  const options = lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {};
  const where = { id: idOf(id) ?? 0, owner: ctx.actor.id ?? 0 };
  const webhook = await ctx.em.findOne(Webhook, where, options);
  if (!webhook) throw notFound();
  return webhook;
}

/** Returns a call of one of the actor's webhooks, locked. Throws NOT_FOUND. */
export async function lockCall(ctx: Context, id: string): Promise<WebhookCall> {
  const where = { id: bigIdOf(id) ?? 0, webhook: { owner: ctx.actor.id ?? 0 } };
  const known = await ctx.em.findOne(WebhookCall, where);
  if (!known) throw notFound();
  await ctx.em.refresh(known, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return known;
}
