import type { QBFilterQuery } from '@mikro-orm/postgresql';
import { idOf } from '../access/owned-things.ts';
import type { Actor } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import type { RecipientFilter } from './recipient.inputs.ts';
import { isBlank } from '../db/search.ts';
import { recipientsWhere } from './recipient.queries.ts';
import { Recipient } from './recipient.entity.ts';

/** Which recipients a bulk change is about: their ids, or a filter that is applied where the change happens. */
export interface Selection {
  ids?: string[] | null | undefined;
  filter?: RecipientFilter | null | undefined;
}

const MOST_IDS = 10_000;

/**
 * The selected recipients as a SQL query of their ids, for use inside a larger statement; of one owner where it is
 * given, and only those that the actor may change. Throws INVALID unless there are ids or a filter with something in it, exactly one.
 */
export function selectedRecipients(ctx: Context, selection: Selection, ownerId?: number) {
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

/** Nothing in it, or a search for nothing: it would let everybody through. */
export const isEmptyFilter = ({ search, ...rest }: RecipientFilter) =>
  isBlank(search) && Object.values(rest).every(isNothing);

const isNothing = (value: unknown) =>
  value == null ||
  value === '' ||
  (typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0);

/** As `canChange` has it; the filter alone would let through what the actor may only see. */
const changeableBy = (actor: Actor) => (actor.isSuperuser ? {} : { owner: actor.id ?? 0 });
