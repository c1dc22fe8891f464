import type { QBFilterQuery } from '@mikro-orm/postgresql';
import { idOf } from '../access/owned-things.ts';
import type { Actor } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import type { RecipientFilter } from './recipient.inputs.ts';
import type { RecipientSelection } from './recipient-selection.inputs.ts';
import { isBlank } from '../db/search.ts';
import type { Sql } from '../db/sql.ts';
import { recipientsWhere } from './recipient.queries.ts';
import { Recipient } from './recipient.entity.ts';

/** The maximum number of recipients that a request changes itself; jobs change more. */
const MOST_AT_ONCE = 1000;

/** Returns SQL like `selectedRecipients`, for at most 1,000 ids. Throws INVALID for more. */
export function recipientsByIds(ctx: Context, ids: string[], ownerId?: number) {
  if (ids.length > MOST_AT_ONCE) throw invalid([fault('TOO_MANY', ['ids'], { bound: MOST_AT_ONCE })]);
  return selectedRecipients(ctx, { ids }, ownerId);
}

const MOST_IDS = 10_000;

/**
 * Returns the ids of the selected recipients for a change that is made at once, restricted by further SQL.
 * Throws INVALID for a filter that more than 10,000 match.
 */
export async function selectedIds(
  ctx: Context,
  selection: RecipientSelection,
  { ownerId, within }: { ownerId: number; within?: Sql },
): Promise<number[]> {
  const chosen = selectedRecipients(ctx, selection, ownerId);
  const rows = await ctx.em.execute<{ id: number }[]>(
    `select id from (${chosen.sql}) chosen ${within ? `where id in (${within.sql})` : ''} limit ${MOST_IDS + 1}`,
    [...chosen.params, ...(within?.params ?? [])],
  );
  if (rows.length > MOST_IDS) throw invalid([fault('TOO_MANY_MATCH', ['filter'], { bound: MOST_IDS })]);
  return rows.map(({ id }) => id);
}

/**
 * Returns the selected recipients as SQL that selects their ids, for use inside a larger statement: those
 * that the actor may change, of one owner if given. Throws INVALID for an empty filter.
 */
export function selectedRecipients(ctx: Context, selection: RecipientSelection, ownerId?: number) {
  const { ids, filter } = selection;
  if ((ids == null) === (filter == null) || (filter != null && isEmptyFilter(filter))) {
    throw invalid([fault('IDS_OR_FILTER', ['filter'])]);
  }
  if (ids && ids.length > MOST_IDS) throw invalid([fault('TOO_MANY', ['ids'], { bound: MOST_IDS })]);
  const known = ids?.map(idOf).filter((id) => id !== null);
  const where = {
    $and: [
      recipientsWhere(ctx, filter),
      changeableBy(ctx.actor),
      ownerId === undefined ? {} : { owner: ownerId },
      known ? { id: known } : {},
    ],
  };
  return ctx.em
    .createQueryBuilder(Recipient, 'chosen')
    .select('chosen.id')
    .where(where as QBFilterQuery<Recipient, 'chosen'>)
    .getNativeQuery()
    .compile();
}

/** Without conditions, or with a blank search: it would select everybody. */
export const isEmptyFilter = ({ search, ...rest }: RecipientFilter) =>
  isBlank(search) && Object.values(rest).every(isNothing);

const isNothing = (value: unknown) =>
  value == null ||
  value === '' ||
  (typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0);

/** Restricts to what `canChange` permits; the filter alone would include what the actor may only see. */
const changeableBy = (actor: Actor) => (actor.isSuperuser ? {} : { owner: actor.id ?? 0 });
