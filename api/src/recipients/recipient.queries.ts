import { raw, type FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import { loaderOf, type Context } from '../context/context.ts';
import { executePrepared } from '../db/execute-prepared.ts';
import { contains } from '../db/search.ts';
import { shown } from '../db/shown.ts';
import { conditionOf, recipientsMatching, validFilter } from './filter/matching-recipients.ts';
import { timeConditions } from './filter/time-conditions.ts';
import { filterOf } from '../paging/filter.ts';
import { everyRow, type Rows } from '../paging/walk.ts';
import { visibleLists, visibleRecipients } from './recipient.access.ts';
import type { RecipientFilter, RecipientListFilter } from './recipient.inputs.ts';
import { RecipientList } from './lists/recipient-list.entity.ts';
import { Recipient } from './recipient.entity.ts';

/** The recipients that the actor may see and that match the filter. */
export const recipientsWhere = (ctx: Context, filter?: RecipientFilter | null): FilterQuery<Recipient> =>
  everyRow(recipientRows(ctx, filter));

/** The conditions of a filter that an index in the page's order supports. */
const inOrder = {
  createdAt: ['createdAfter', 'createdBefore', 'createdWithinDays'],
  updatedAt: ['updatedAfter', 'updatedBefore'],
} as const satisfies Partial<Record<keyof Recipient, (keyof RecipientFilter)[]>>;

/**
 * The same, split into what an index in the page's order supports and what has to be searched. Throws INVALID
 * for a filter beyond its limits.
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
  // A list's recipients all belong to its owner, whose part of the index contains them.
  if (filter.listId) where.push({ owner: ownerOfList(filter.listId) });
  return { where: { $and: where }, filter: filterOf(recipientsMatching(others!)) };
}

const ownerOfList = (listId: string) =>
  raw<number>('(select owner_id from recipient_list where id = ?)', [idOf(listId) ?? 0]);

/** The lists that the actor may see and that match the filter. */
export function listsWhere(ctx: Context, filter?: RecipientListFilter | null): FilterQuery<RecipientList> {
  const { search, ownerId } = filter ?? {};
  const conditions: FilterQuery<RecipientList>[] = [
    visibleLists(ctx.actor),
    contains('lower({}.name)', search),
  ];
  if (ownerId) conditions.push({ owner: idOf(ownerId) ?? 0 });
  return { $and: conditions };
}

/**
 * The lists of recipients, by name. One SQL statement, because the ORM's many-to-many loader takes most of a
 * page's time.
 */
export const listsOfRecipient = loaderOf<number, RecipientList[]>(async (ctx, recipientIds) => {
  const rows = await executePrepared<{ recipient_ids: number[] }>(ctx.em, {
    name: 'lists_of_recipients',
    sql: `select list.*, recipient_ids from recipient_list list join (
       select list_id, array_agg(recipient_id) as recipient_ids from recipient_list_member
       where recipient_id = any ($1::int[]) group by list_id) members on members.list_id = list.id`,
    values: [`{${recipientIds.join()}}`],
  });
  const byRecipient = new Map<number, RecipientList[]>(recipientIds.map((id) => [id, []]));
  const lists = shown(ctx.em, RecipientList, rows).map(
    (list, index) => [list, rows[index]!.recipient_ids] as const,
  );
  for (const [list, ids] of lists.sort(([one], [other]) => one.name.localeCompare(other.name))) {
    for (const id of ids) byRecipient.get(id)!.push(list);
  }
  return recipientIds.map((id) => byRecipient.get(id)!);
});

/** The recipients with these addresses, in any spelling and in the same order; null for unknown ones. */
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

/** Recipients by number; null for deleted ones. */
export const recipientById = loaderOf<number, Recipient | null>(async (ctx, ids) => {
  const found = new Map(
    (await ctx.em.find(Recipient, [...new Set(ids)])).map((recipient) => [recipient.id, recipient]),
  );
  return ids.map((id) => found.get(id) ?? null);
});
