import { raw, type FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import { loaderOf, type Context } from '../context/context.ts';
import { contains } from '../db/search.ts';
import { conditionOf, recipientsMatching, validFilter } from './filter/matching-recipients.ts';
import { timeConditions } from './filter/time-conditions.ts';
import { everyRow, filterOf, type Rows } from '../paging/walk.ts';
import { visibleLists, visibleRecipients } from './recipient.access.ts';
import type { RecipientFilter, RecipientListFilter } from './recipient.inputs.ts';
import { RecipientList } from './lists/recipient-list.entity.ts';
import { Recipient } from './recipient.entity.ts';

/** The recipients that the actor sees and the filter wants. */
export const recipientsWhere = (ctx: Context, filter?: RecipientFilter | null): FilterQuery<Recipient> =>
  everyRow(recipientRows(ctx, filter));

/** The conditions of a filter that the index of an order serves. */
const inOrder = {
  createdAt: ['createdAfter', 'createdBefore', 'createdWithinDays'],
  updatedAt: ['updatedAfter', 'updatedBefore'],
} as const satisfies Partial<Record<keyof Recipient, (keyof RecipientFilter)[]>>;

/**
 * The same, told apart by what the index of an order serves and what has to be looked for. Throws INVALID for a filter that
 * is out of bounds.
 */
export function recipientRows(
  ctx: Context,
  given?: RecipientFilter | null,
  field?: keyof Recipient,
): Omit<Rows<Recipient>, 'sort'> {
  const { ownerId, ...filter } = validFilter({ ...given });
  const names = field === 'createdAt' || field === 'updatedAt' ? inOrder[field] : [];
  const [served, others]: RecipientFilter[] = [{}, { ...filter }];
  for (const name of names) {
    Object.assign(served!, { [name]: filter[name] });
    delete others![name];
  }
  const where = [visibleRecipients(ctx.actor), ...timeConditions(served!).map(conditionOf)];
  if (ownerId) where.push({ owner: idOf(ownerId) ?? 0 });
  // All in a list are of its owner, in whose part of the index they are.
  if (filter.listId) where.push({ owner: ownerOfList(filter.listId) });
  return { where: { $and: where }, filter: filterOf(recipientsMatching(others!)) };
}

const ownerOfList = (listId: string) =>
  raw<number>('(select owner_id from recipient_list where id = ?)', [idOf(listId) ?? 0]);

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

/** The lists of recipients, by name. By SQL in one statement: the ORM's own many-to-many loader costs most of a page. */
export const listsOfRecipient = loaderOf<number, RecipientList[]>(async (ctx, recipientIds) => {
  const rows = await ctx.em.execute<{ recipient_ids: number[] }[]>(
    `select list.*, recipient_ids from recipient_list list join (
       select list_id, array_agg(recipient_id) as recipient_ids from recipient_list_member
       where recipient_id = any (?::int[]) group by list_id) members on members.list_id = list.id`,
    [`{${recipientIds.join()}}`],
  );
  const byRecipient = new Map<number, RecipientList[]>(recipientIds.map((id) => [id, []]));
  const lists = rows.map(({ recipient_ids: ids, ...row }) => ({
    list: ctx.em.map(RecipientList, row as never) as RecipientList,
    ids,
  }));
  for (const { list, ids } of lists.sort((one, other) => one.list.name.localeCompare(other.list.name))) {
    for (const id of ids) byRecipient.get(id)!.push(list);
  }
  return recipientIds.map((id) => byRecipient.get(id)!);
});

/** The recipients with these addresses, in any spelling, each in its place; null for those that are not there. */
export async function recipientsByEmail(
  ctx: Context,
  { emails, ownerId }: { emails: string[]; ownerId?: string | null | undefined },
): Promise<(Recipient | null)[]> {
  const owner = ownerId ? (idOf(ownerId) ?? 0) : (ctx.actor.id ?? 0);
  const found = await ctx.em.find(Recipient, { $and: [recipientsWhere(ctx, { emails }), { owner }] });
  const rows = await ctx.em.execute<{ id: number | null }[]>(
    `select recipient.id from json_array_elements_text(?::json) with ordinality asked (email, place)
     left join recipient on recipient.address_hash = address_hash(asked.email) and recipient.owner_id = ? order by place`,
    [JSON.stringify(emails.map((email) => email.replaceAll('\0', '').trim())), owner],
  );
  const byId = new Map(found.map((recipient) => [recipient.id, recipient]));
  return rows.map(({ id }) => (id === null ? null : (byId.get(id) ?? null)));
}

/** Recipients by number; null for those that were deleted. */
export const recipientById = loaderOf<number, Recipient | null>(async (ctx, ids) => {
  const found = new Map(
    (await ctx.em.find(Recipient, [...new Set(ids)])).map((recipient) => [recipient.id, recipient]),
  );
  return ids.map((id) => found.get(id) ?? null);
});
