import { raw, type FilterQuery, type QueryOrderMap } from '@mikro-orm/core';
import type { QBFilterQuery } from '@mikro-orm/postgresql';
import type { ClassType } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { shown, shownColumns } from '../db/shown.ts';
import type { Place, Sort } from './cursor.ts';
import type { Filter } from './filter.ts';
import { onPage } from './filtered-page.ts';

export interface Rows<T> {
  /** The list's rows; an index has them in its order. */
  where: FilterQuery<T>;
  filter?: Filter<T> | undefined;
  sort: Sort<T>;
  /** The rows are only shown, which takes half the time; see `shown`. */
  isShown?: boolean;
}

interface Walk {
  most: number;
  towardsEnd: boolean;
  from?: Place | undefined;
  until?: Place | undefined;
}

/** All matching rows of a list, in no order. */
export const everyRow = <T>({ where, filter }: Omit<Rows<T>, 'sort'>): FilterQuery<T> =>
  filter ? ({ $and: [where, filter.ofAll] } as FilterQuery<T>) : where;

/** Returns a function for the rows nearest to `from` on its far side, not past `until`. */
export function walker<T extends { id: number }>(ctx: Context, entity: ClassType<T>, rows: Rows<T>) {
  const { where, filter, sort, isShown } = rows;
  return async ({ most, towardsEnd, from, until }: Walk): Promise<T[]> => {
    const up = towardsEnd === (sort.direction === 'ASC');
    const direction = up ? 'asc' : 'desc';
    const past = (place: Place, upwards: boolean) =>
      rangesPast<T>(ctx, entity, { field: sort.field, place, up: upwards });
    const limits = until ? [{ $or: past(until, !up) } as FilterQuery<T>] : [];
    const orderBy = { [sort.field]: direction, id: direction } as QueryOrderMap<T>;
    const found: T[] = [];
    for (const range of from ? past(from, up) : [{} as FilterQuery<T>]) {
      if (found.length === most) break;
      const limit = most - found.length;
      const within = { $and: [where, range, ...limits] } as FilterQuery<T>;
      const wanted = filter ? onPage(ctx, entity, { within, filter, orderBy, limit }) : within;
      const page = { where: wanted, orderBy, limit };
      found.push(...(await (isShown ? findShown : find)(ctx, entity, page)));
    }
    return found;
  };
}

interface Page<T> {
  where: FilterQuery<T>;
  orderBy: QueryOrderMap<T>;
  limit: number;
}

async function find<T extends object>(
  { em }: Context,
  entity: ClassType<T>,
  { where, ...page }: Page<T>,
): Promise<T[]> {
  return (await em.find(entity, where as never, page as never)) as T[];
}

async function findShown<T extends object>(
  { em }: Context,
  entity: ClassType<T>,
  { where, orderBy, limit }: Page<T>,
): Promise<T[]> {
  const rows = await em
    .createQueryBuilder(entity, 'row')
    .select(shownColumns(em, entity) as never)
    .where(where as QBFilterQuery<T, 'row'>)
    .orderBy(orderBy as never)
    .limit(limit)
    .execute<object[]>('all', false);
  return shown(em, entity, rows);
}

/**
 * The ranges past a row, to be read one after another. NULL counts as larger than everything, as PostgreSQL
 * sorts it, so that one index (…, column, id) serves both directions. A row comparison stays a range of that
 * index, `or` would not.
 */
function rangesPast<T>(
  ctx: Context,
  entity: ClassType<object>,
  { field, place, up }: { field: string; place: Place; up: boolean },
): FilterQuery<T>[] {
  const property = ctx.em.getMetadata(entity).properties[field as never] as {
    fieldNames: [string];
    nullable?: boolean;
  };
  const [column] = property.fieldNames;
  const operator = up ? '$gt' : '$lt';
  const only = (condition: object) => condition as FilterQuery<T>;
  if (field === 'id') return [only({ id: { [operator]: place.id } })];
  if (place.value == null) {
    return [
      only({ [field]: null, id: { [operator]: place.id } }),
      ...(up ? [] : [only({ [field]: { $ne: null } })]),
    ];
  }
  const beyond = only({
    [raw((alias) => `(${alias}.${column}, ${alias}.id)`)]: {
      [operator]: raw('(?, ?)', [place.value, place.id]),
    },
  });
  return [beyond, ...(up && property.nullable ? [only({ [field]: null })] : [])];
}
