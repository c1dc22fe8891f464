import { raw, type FilterQuery } from '@mikro-orm/core';
import { idOf } from '../../access/owned-things.ts';
import { loaderOf, type Context } from '../../context/context.ts';
import { during } from '../../db/period.ts';
import { childPages } from '../../paging/child-pages.ts';
import { Delivery } from '../delivery.entity.ts';
import { MailingRun } from '../mailing-run.entity.ts';
import { visibleOwnerId } from '../run.access.ts';
import { MailEvent } from './mail-event.entity.ts';
import type { MailEventFilter } from './mail-event.inputs.ts';

/** The events that the actor may see and that match the filter. */
export function mailEventsWhere(ctx: Context, filter?: MailEventFilter | null): FilterQuery<MailEvent> {
  const { kind, source, email, from, to } = filter ?? {};
  const visible = visibleOwnerId(ctx.actor);
  const conditions: FilterQuery<MailEvent>[] = visible === undefined ? [] : [{ owner: visible }];
  if (kind) conditions.push({ kind });
  if (source) conditions.push({ source });
  if (email?.trim()) conditions.push({ addressHash: hashOf(email) });
  conditions.push(...ofThings(filter ?? {}));
  const happenedAt = during(from, to);
  if (happenedAt) conditions.push({ happenedAt });
  return { $and: conditions };
}

function ofThings({ mailingId, runId, ownerId }: MailEventFilter): FilterQuery<MailEvent>[] {
  const named = Object.entries({ mailingId, runId, owner: ownerId }).filter(([, id]) => id);
  return named.map(([name, id]) => ({ [name]: idOf(id!) ?? 0 }));
}

const hashOf = (email: string) => raw<Buffer>('address_hash(?)', [email.replaceAll('\0', '').trim()]);

/** The events of deliveries, oldest first: each kind at most once. */
export const eventsOfDelivery = loaderOf<number, MailEvent[]>(async (ctx, ids) => {
  const events = await ctx.em.find(MailEvent, { deliveryId: [...ids] }, { orderBy: { id: 'asc' } });
  const byDelivery = Map.groupBy(events, (event) => event.deliveryId);
  return ids.map((id) => byDelivery.get(id) ?? []);
});

/** The events of recipients' mailboxes, newest first, including those of deleted mailings. */
export const eventsOfRecipient = childPages({
  entity: MailEvent,
  direction: 'DESC',
  where: (recipientId) => ({
    addressHash: raw<Buffer>('(select address_hash from recipient where id = ?)', [recipientId]),
    owner: raw<number>('(select owner_id from recipient where id = ?)', [recipientId]),
  }),
});

/** Deliveries by number; null for deleted ones. */
export const deliveryLeft = loaderOf<number, Delivery | null>(async (ctx, ids) => {
  const found = await ctx.em.find(Delivery, [...new Set(ids)]);
  const byId = new Map(found.map((delivery) => [delivery.id, delivery]));
  return ids.map((id) => byId.get(id) ?? null);
});

/** Runs by number; null for deleted ones. */
export const runLeft = loaderOf<number, MailingRun | null>(async (ctx, ids) => {
  const found = await ctx.em.find(MailingRun, [...new Set(ids)]);
  const byId = new Map(found.map((run) => [run.id, run]));
  return ids.map((id) => byId.get(id) ?? null);
});
