import { raw, type FilterQuery, type QueryOrderMap, type RawQueryFragment } from '@mikro-orm/core';
import type { QBFilterQuery, QueryBuilder } from '@mikro-orm/postgresql';
import type { ClassType } from 'type-graphql';
import type { Context } from '../context/context.ts';
import type { Place, Sort } from './cursor.ts';

/**
 * Which of a list's rows are wanted, where no index has them in the list's order. In two forms, as one may be cheap to ask of
 * a row that is at hand, and another finds all that there are.
 */
export interface Filter<T> {
  ofRow: FilterQuery<T>;
  ofAll: FilterQuery<T>;
}

/** A filter of conditions that hold together; none where there are no conditions. */
export function filterOf<T>(conditions: FilterQuery<T>[]): Filter<T> | undefined {
  if (conditions.length === 0) return undefined;
  const all = { $and: conditions } as FilterQuery<T>;
  return { ofRow: all, ofAll: all };
}

export interface Rows<T> {
  /** The list's rows; an index has them in its order. */
  where: FilterQuery<T>;
  filter?: Filter<T> | undefined;
  sort: Sort<T>;
}

interface Walk {
  most: number;
  towardsEnd: boolean;
  from?: Place | undefined;
  until?: Place | undefined;
}

/** A filter of several that hold together; none where there is none. */
export function bothOf<T>(filters: (Filter<T> | undefined)[]): Filter<T> | undefined {
  const given = filters.filter((filter) => filter !== undefined);
  if (given.length < 2) return given[0];
  const every = (form: keyof Filter<T>) => ({ $and: given.map((filter) => filter[form]) }) as FilterQuery<T>;
  return { ofRow: every('ofRow'), ofAll: every('ofAll') };
}

/** All rows of a list that are wanted, in no order. */
export const everyRow = <T>({ where, filter }: Omit<Rows<T>, 'sort'>): FilterQuery<T> =>
  filter ? ({ $and: [where, filter.ofAll] } as FilterQuery<T>) : where;

/** Returns the rows nearest to `from` on its far side, not past `until`. */
export function walker<T extends { id: number }>(ctx: Context, entity: ClassType<T>, rows: Rows<T>) {
  const { where, filter, sort } = rows;
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
      const wanted = filter
        ? ({ id: { $in: idsOf(ctx, entity, { within, filter, orderBy, limit }) } } as FilterQuery<T>)
        : within;
      found.push(...((await ctx.em.find(entity, wanted, { orderBy, limit })) as T[]));
    }
    return found;
  };
}

/** So many rows are looked at one after another before all that the filter wants are looked for. */
const NEAR = 4000;

interface Wanted<T> {
  within: FilterQuery<T>;
  filter: Filter<T>;
  orderBy: QueryOrderMap<T>;
  limit: number;
}

/**
 * The ids of a page of filtered rows, as SQL. What many rows have is soon met by walking along the list's index; what few
 * have is found by an index of its own and sorted. The planner would have to guess which, and takes seconds where it is
 * wrong. So the nearest rows are looked at first, and only where they do not fill the page all matches are collected.
 */
function idsOf<T extends object>(
  ctx: Context,
  entity: ClassType<T>,
  { within, filter, orderBy, limit }: Wanted<T>,
): RawQueryFragment {
  const builder = ctx.em.createQueryBuilder(entity, 'row').where(within as QBFilterQuery<T, 'row'>);
  const near = builder
    .clone()
    .select('*')
    .orderBy(orderBy as never)
    .limit(NEAR);
  const hits = compiled(
    ctx.em
      .createQueryBuilder(near as never, 'near')
      .select('near.id' as never)
      .where(filter.ofRow as never)
      .orderBy(orderBy as never)
      .limit(limit) as never,
  );
  const all = compiled(builder.select('*').andWhere(filter.ofAll as QBFilterQuery<T, 'row'>) as never);
  const order = compiled(
    ctx.em
      .createQueryBuilder(entity, 'collected')
      .select('id' as never)
      .orderBy(orderBy as never)
      .limit(limit) as never,
  );
  // `offset 0` keeps the planner from walking along the list's index after all.
  return raw(
    `(with hits as materialized (${hits.sql}) select id from hits union all select id from (
       select collected.id from (${all.sql} offset 0) collected where (select count(*) from hits) < ${limit}
       ${order.sql.slice(order.sql.indexOf('order by'))}) rest)`,
    [...hits.params, ...all.params, ...order.params],
  );
}

const compiled = (builder: QueryBuilder<object>) => builder.getNativeQuery().compile();

/**
 * What lies past a row, to be read one range after another. NULL is larger than everything, as PostgreSQL sorts it, so
 * that one index (…, column, id) serves both directions; a row comparison stays a range of that index, `or` would not.
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
