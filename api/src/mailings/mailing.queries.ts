import { raw, type FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import { loaderOf, type Context } from '../context/context.ts';
import { childPages } from '../paging/child-pages.ts';
import { countEach } from '../paging/count.ts';
import { RecipientList } from '../recipients/lists/recipient-list.entity.ts';
import type { Segment } from '../recipients/segments/segment.entity.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { contains } from '../db/search.ts';
import { needsAttention } from './attention/mailing-attention.ts';
import { visibleMailings } from './mailing.access.ts';
import { MailingSegment, type Mailing } from './mailing.entity.ts';
import type { MailingFilter } from './mailing.inputs.ts';

const withSegment = (segmentId: string) =>
  raw('(select mailing_id from mailing_segment where segment_id = ?)', [idOf(segmentId) ?? 0]);

/** Conditions on things given by id. */
const thingsNamed = (ids: Record<'owner' | 'message', string | null | undefined>): FilterQuery<Mailing>[] =>
  Object.entries(ids).flatMap(([name, id]) => (id ? [{ [name]: idOf(id) ?? 0 }] : []));

/** The mailings that the actor may see and that match the filter. */
export function mailingsWhere(ctx: Context, filter?: MailingFilter | null): FilterQuery<Mailing> {
  const { search, status, statuses, isActive, isArmed, ownerId, messageId, segmentId } = filter ?? {};
  const conditions: FilterQuery<Mailing>[] = [visibleMailings(ctx.actor), contains('lower({}.name)', search)];
  if (status) conditions.push({ status });
  if (statuses) conditions.push({ status: { $in: statuses } });
  if (isActive != null) conditions.push({ isActive });
  if (isArmed != null) conditions.push({ nextRunAt: isArmed ? { $ne: null } : null });
  if (filter?.needsAttention) conditions.push(needsAttention());
  conditions.push(...thingsNamed({ owner: ownerId, message: messageId }));
  if (segmentId) conditions.push({ id: { $in: withSegment(segmentId) as never } });
  return { $and: conditions };
}

const countChosen = (ctx: Context, mailingIds: number[]) =>
  countEach(
    ctx,
    { sql: 'select from mailing_recipient where mailing_id = parent.id', params: [] },
    mailingIds,
  );

/** Pages of the individually chosen recipients of mailings. */
export const chosenRecipientsOfMailing = childPages({
  entity: Recipient,
  direction: 'ASC',
  where: (mailingId) => ({
    id: {
      $in: raw('(select recipient_id from mailing_recipient where mailing_id = ?)', [mailingId]) as never,
    },
  }),
  count: countChosen,
});

/** The segments of mailings, by name. */
export const segmentsOfMailing = loaderOf<number, Segment[]>(async (ctx, mailingIds) => {
  const pairs = await ctx.em.find(
    MailingSegment,
    { mailing: { $in: [...mailingIds] } },
    { populate: ['segment'], orderBy: { segment: { name: 'asc', id: 'asc' } } },
  );
  const byMailing = Map.groupBy(pairs, ({ mailing }) => mailing.id);
  return mailingIds.map((id) => (byMailing.get(id) ?? []).map(({ segment }) => segment.getEntity()));
});

/** The lists of mailings, by name. */
export const listsOfMailing = loaderOf<number, RecipientList[]>(async (ctx, mailingIds) => {
  const rows = await ctx.em.execute<{ mailing_id: number; id: number }[]>(
    `select mailing_list.mailing_id, list.* from mailing_list
     join recipient_list list on list.id = mailing_list.list_id
     where mailing_list.mailing_id = any (?::int[]) order by list.name, list.id`,
    [`{${mailingIds.join()}}`],
  );
  const byMailing = Map.groupBy(rows, (row) => row.mailing_id);
  const lists = new Map(
    rows.map(({ mailing_id: _mailingId, ...row }) => [row.id, ctx.em.map(RecipientList, row)]),
  );
  return mailingIds.map((id) => (byMailing.get(id) ?? []).map((row) => lists.get(row.id)!));
});
