import { raw, type FilterQuery, type QueryOrderMap } from '@mikro-orm/core';
import type { ClassType } from 'type-graphql';
import type { Context } from '../context/context.ts';
import type { Connection } from './connection.ts';
import { decodeCursor, encodeCursor, type Place, type Sort } from './cursor.ts';
import { pageSize, type PageArgs } from './page-args.ts';

interface Listing<T> {
  where: FilterQuery<T>;
  sort: Sort<T>;
  args: PageArgs;
  /** A cheaper way to count than counting the rows. */
  count?: () => Promise<number>;
}

/**
 * One page of the rows that `where` lets through, in a stable order: (sorted property, id). Rows that are inserted or
 * deleted meanwhile neither repeat nor hide others. One statement for the rows, one more for each flag or count that
 * is selected and not known by then.
 */
export async function paginate<T extends { id: number }>(
  ctx: Context,
  entity: ClassType<T>,
  listing: Listing<T>,
): Promise<Connection<T>> {
  const { sort, args } = listing;
  const { size, backward } = pageSize(args);
  const list = { ...sort, entity: entity.name };
  const place = (name: 'after' | 'before') => {
    const cursor = args[name];
    return cursor == null ? undefined : decodeCursor(ctx.secret, list, { name, cursor });
  };
  const [after, before] = [place('after'), place('before')];
  const take = walker(ctx, entity, listing);
  const nodes = await (backward
    ? take({ most: size + 1, towardsEnd: false, from: before, until: after })
    : take({ most: size + 1, towardsEnd: true, from: after, until: before }));
  const more = nodes.length > size;
  if (more) nodes.pop();
  if (backward) nodes.reverse();

  const placeOf = (row: T | undefined): Place | undefined => row && { value: row[sort.field], id: row.id };
  const anyAfter = async () =>
    (await take({ most: 1, towardsEnd: true, from: placeOf(nodes.at(-1)) ?? after })).length > 0;
  const anyBefore = async () =>
    (await take({ most: 1, towardsEnd: false, from: placeOf(nodes[0]) ?? before })).length > 0;
  const cursor = (row: T | undefined) => (row ? encodeCursor(ctx.secret, list, row) : null);
  return {
    nodes,
    edges: () => nodes.map((node) => ({ node, cursor: cursor(node)! })),
    pageInfo: () => ({
      hasNextPage: !backward && more ? true : before === undefined ? false : anyAfter,
      hasPreviousPage: backward && more ? true : after === undefined ? false : anyBefore,
      startCursor: cursor(nodes[0]),
      endCursor: cursor(nodes.at(-1)),
    }),
    totalCount: listing.count ?? (() => ctx.em.count(entity, listing.where)),
  };
}

interface Walk {
  most: number;
  towardsEnd: boolean;
  from?: Place | undefined;
  until?: Place | undefined;
}

/** Returns the rows nearest to `from` on its far side, not past `until`. */
function walker<T extends { id: number }>(ctx: Context, entity: ClassType<T>, { where, sort }: Listing<T>) {
  return async ({ most, towardsEnd, from, until }: Walk): Promise<T[]> => {
    const up = towardsEnd === (sort.direction === 'ASC');
    const direction = up ? 'asc' : 'desc';
    const past = (place: Place, upwards: boolean) =>
      rangesPast<T>(ctx, entity, { field: sort.field, place, up: upwards });
    const limits = until ? [{ $or: past(until, !up) } as FilterQuery<T>] : [];
    const orderBy = { [sort.field]: direction, id: direction } as QueryOrderMap<T>;
    const rows: T[] = [];
    for (const range of from ? past(from, up) : [{} as FilterQuery<T>]) {
      if (rows.length === most) break;
      const both = { $and: [where, range, ...limits] } as FilterQuery<T>;
      rows.push(...((await ctx.em.find(entity, both, { orderBy, limit: most - rows.length })) as T[]));
    }
    return rows;
  };
}

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
