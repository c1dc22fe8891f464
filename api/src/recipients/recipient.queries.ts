import { raw, type FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import { loaderOf, type Context } from '../context/context.ts';
import { contains } from '../db/search.ts';
import { visibleLists, visibleRecipients } from './recipient.access.ts';
import type { RecipientFilter, RecipientListFilter } from './recipient.inputs.ts';
import { RecipientList } from './lists/recipient-list.entity.ts';
import { Recipient } from './recipient.entity.ts';

/** The recipients that the actor sees and the filter wants. */
export function recipientsWhere(ctx: Context, filter?: RecipientFilter | null): FilterQuery<Recipient> {
  const { search, status, listId, ownerId, createdAfter, createdBefore } = filter ?? {};
  const conditions: FilterQuery<Recipient>[] = [
    visibleRecipients(ctx.actor),
    contains("lower({}.email || ' ' || {}.full_name)", search),
  ];
  if (status) conditions.push({ status });
  if (ownerId) conditions.push({ owner: idOf(ownerId) ?? 0 });
  if (listId) {
    const members = raw('(select recipient_id from recipient_list_member where list_id = ?)', [
      idOf(listId) ?? 0,
    ]);
    conditions.push({ id: { $in: members } } as FilterQuery<Recipient>);
  }
  if (createdAfter) conditions.push({ createdAt: { $gte: createdAfter } });
  if (createdBefore) conditions.push({ createdAt: { $lt: createdBefore } });
  return { $and: conditions };
}

/** The lists that the actor sees and the filter wants. */
export function listsWhere(ctx: Context, filter?: RecipientListFilter | null): FilterQuery<RecipientList> {
  const { search, ownerId } = filter ?? {};
  const conditions: FilterQuery<RecipientList>[] = [
    visibleLists(ctx.actor),
    contains('lower({}.name)', search),
  ];
  if (ownerId) conditions.push({ owner: idOf(ownerId) ?? 0 });
  return { $and: conditions };
}

/** The lists of recipients, by name. The pairs come by SQL: the ORM's own many-to-many loader costs most of a page. */
export const listsOfRecipient = loaderOf<number, RecipientList[]>(async (ctx, recipientIds) => {
  const pairs = await ctx.em.execute<{ recipient_id: number; list_id: number }[]>(
    'select recipient_id, list_id from recipient_list_member where recipient_id = any(?::int[])',
    [`{${recipientIds.join()}}`],
  );
  const lists = await ctx.em.find(RecipientList, [...new Set(pairs.map((pair) => pair.list_id))]);
  const ordered = lists.sort((one, other) => one.name.localeCompare(other.name));
  const byRecipient = Map.groupBy(pairs, (pair) => pair.recipient_id);
  return recipientIds.map((id) => {
    const mine = new Set((byRecipient.get(id) ?? []).map((pair) => pair.list_id));
    return ordered.filter((list) => mine.has(list.id));
  });
});

/** Recipients by number; null for those that were deleted. */
export const recipientById = loaderOf<number, Recipient | null>(async (ctx, ids) => {
  const found = new Map(
    (await ctx.em.find(Recipient, [...new Set(ids)])).map((recipient) => [recipient.id, recipient]),
  );
  return ids.map((id) => found.get(id) ?? null);
});
