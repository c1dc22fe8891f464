import { raw, type FilterQuery, type QueryOrderMap } from '@mikro-orm/core';
import type { QBFilterQuery, QueryBuilder } from '@mikro-orm/postgresql';
import type { ClassType } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { shown, shownColumns } from '../db/shown.ts';
import type { Place, Sort } from './cursor.ts';

/**
 * Conditions on a list's rows that no index supports in the list's order. In two forms: one to check a given
 * row cheaply, and one to find all rows that match. A third one finds them too, faster if they are few, and slower if
 * they are many.
 */
export interface Filter<T> {
  ofRow: FilterQuery<T>;
  ofAll: FilterQuery<T>;
  ofFew?: FilterQuery<T>;
}

/** A filter of conditions that must all hold; undefined without conditions. */
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
  /** The rows are only shown, which takes half the time; see `shown`. */
  isShown?: boolean;
}

interface Walk {
  most: number;
  towardsEnd: boolean;
  from?: Place | undefined;
  until?: Place | undefined;
}

/** Combines several filters that must all hold; undefined if there are none. */
export function bothOf<T>(filters: (Filter<T> | undefined)[]): Filter<T> | undefined {
  const given = filters.filter((filter) => filter !== undefined);
  if (given.length < 2) return given[0];
  const every = (form: 'ofRow' | 'ofAll') =>
    ({ $and: given.map((filter) => filter[form]) }) as FilterQuery<T>;
  // Few rows match all of them although each alone may match many, so there is no form for few.
  return { ofRow: every('ofRow'), ofAll: every('ofAll') };
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

/** This many rows are checked one after another before all matches of the filter are searched. */
const NEAR = 4000;

interface Wanted<T> {
  within: FilterQuery<T>;
  filter: Filter<T>;
  orderBy: QueryOrderMap<T>;
  limit: number;
}

/**
 * The condition that a row is on a page of filtered rows. A filter that many rows match finds them soon along the list's
 * index; a filter with few matches finds them by an index of its own and sorts them. The planner would have
 * to guess which, and takes seconds if it is wrong. So the nearest rows are checked first, and only if they
 * do not fill the page all matches are collected.
 */
function onPage<T extends object>(
  ctx: Context,
  entity: ClassType<T>,
  { within, filter, orderBy, limit }: Wanted<T>,
): FilterQuery<T> {
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
  const few = filter.ofFew ?? filter.ofAll;
  const all = compiled(builder.select('*').andWhere(few as QBFilterQuery<T, 'row'>) as never);
  const order = compiled(
    ctx.em
      .createQueryBuilder(entity, 'collected')
      .select('id' as never)
      .orderBy(orderBy as never)
      .limit(limit) as never,
  );
  // `offset 0` keeps the planner from following the list's index after all, and the array from joining the whole list.
  const ids = `with hits as materialized (${hits.sql}) select id from hits union all select id from (
       select collected.id from (${all.sql} offset 0) collected where (select count(*) from hits) < ${limit}
       ${order.sql.slice(order.sql.indexOf('order by'))}) rest`;
  const params = [...hits.params, ...all.params, ...order.params];
  return { [raw((alias) => `${alias}.id = any (array(${ids}))`, params) as never]: [] } as FilterQuery<T>;
}

const compiled = (builder: QueryBuilder<object>) => builder.getNativeQuery().compile();

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
