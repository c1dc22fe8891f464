import { raw, type FilterQuery, type RawQueryFragment } from '@mikro-orm/core';
import type { QBFilterQuery } from '@mikro-orm/postgresql';
import type { ClassType } from 'type-graphql';
import { loaderOf, type Context } from '../context/context.ts';
import type { Connection } from './connection.ts';
import { encodeCursor, type Sort } from './cursor.ts';
import { pageSize, type OrderDirection, type PageArgs } from './page-args.ts';
import { countEach, idsIn, type Counted } from './count.ts';
import { countMatches } from './count-matches.ts';
import { paginate, totals } from './paginate.ts';
import type { SearchFilter } from './filter.ts';
import { everyRow } from './walk.ts';

/** A parent's id, or SQL for it when the children of many parents are read at once. */
export type ParentId = number | RawQueryFragment;

interface Children<T extends object, F> {
  /** The children's entity. */
  entity: ClassType<T>;
  direction: OrderDirection;
  /** The condition for a parent's rows; an index must support all of it. */
  where: (parent: ParentId, filter?: F | null) => FilterQuery<T>;
  /** Further conditions on the rows. */
  filter?: (parent: ParentId, filter?: F | null) => SearchFilter<T> | undefined;
  /**
   * A cheaper way to count each parent's children than counting rows; null for a filter that it cannot count.
   */
  count?: (ctx: Context, parents: number[], filter: F | null) => Promise<Counted[]> | null;
}

interface Key<F> {
  parent: number;
  filter: F | null;
}

type FirstPage<T> = Omit<Connection<T>, 'totalCount' | 'totalCountIsExact'>;

/**
 * Lists of children below many parents, sorted by id. The first pages of all parents come in one statement
 * for each filter, each page by one short index scan, however many children there are, and so do the counts;
 * later pages are read one by one.
 */
export function childPages<T extends { id: number }, F extends object = never>(children: Children<T, F>) {
  const sort: Sort<T> = { field: 'id', direction: children.direction };
  const firstPages = loaderOf<Key<F> & { size: number }, FirstPage<T>>((ctx, keys) =>
    byFilter(keys, (some) => loadFirstPages(ctx, { ...children, sort }, some)),
  );
  const counts = loaderOf<Key<F>, Counted>((ctx, keys) =>
    byFilter(keys, (some) => {
      const parents = some.map(({ parent }) => parent);
      return children.count?.(ctx, parents, some[0]!.filter) ?? countChildren(ctx, children, some);
    }),
  );
  return async (
    ctx: Context,
    { parent, filter = null }: { parent: number; filter?: F | null | undefined },
    args: PageArgs,
  ): Promise<Connection<T>> => {
    const { size, backward } = pageSize(args);
    const isFirstPage = !backward && args.after == null && args.before == null;
    const page = isFirstPage
      ? await firstPages(ctx).load({ parent, filter, size })
      : await paginate(ctx, children.entity, { ...rowsOf(children, parent, filter), sort, args });
    return { ...page, ...totals(() => counts(ctx).load({ parent, filter })) };
  };
}

const rowsOf = <T extends object, F>(
  { where, filter: filterOf }: Pick<Children<T, F>, 'where' | 'filter'>,
  parent: ParentId,
  filter: F | null,
) => ({ where: where(parent, filter), filter: filterOf?.(parent, filter) });

/** Loads those with the same filter together, and returns them in the order of the keys. */
async function byFilter<K extends Key<object>, V>(
  keys: readonly K[],
  load: (keys: K[]) => Promise<V[]>,
): Promise<V[]> {
  const loaded = new Map<K, V>();
  for (const some of Map.groupBy(keys, ({ filter }) => JSON.stringify(filter)).values()) {
    const values = await load(some);
    some.forEach((key, index) => loaded.set(key, values[index]!));
  }
  return keys.map((key) => loaded.get(key)!);
}

async function loadFirstPages<T extends { id: number }, F>(
  ctx: Context,
  { entity, sort, ...children }: Children<T, F> & { sort: Sort<T> },
  keys: (Key<F> & { size: number })[],
): Promise<FirstPage<T>[]> {
  const [only] = keys;
  const ofOnly = rowsOf(children, only!.parent, only!.filter);
  if (keys.length === 1 && ofOnly.filter) {
    return [await paginate(ctx, entity, { ...ofOnly, sort, args: { first: only!.size } })];
  }
  const list = { ...sort, entity: entity.name };
  const most = Math.max(...keys.map(({ size }) => size)) + 1;
  const { sql, params } = ofParent(ctx, { entity, ...children }, keys[0]!.filter)
    .select('*')
    .orderBy({ id: sort.direction } as never)
    .limit(most)
    .getNativeQuery()
    .compile();
  const rows = await ctx.em.execute<{ parentId: string }[]>(
    `select parent.id as "parentId", child.* from unnest(?::bigint[]) parent (id) cross join lateral (${sql}) child`,
    [idsIn(keys.map(({ parent }) => parent)), ...params],
  );
  const byParent = Map.groupBy(rows, ({ parentId }) => Number(parentId));
  return keys.map(({ parent, size }) => {
    const found = byParent.get(parent) ?? [];
    const nodes = found
      .slice(0, size)
      .map(({ parentId: _parentId, ...row }) => ctx.em.map(entity, row as never) as T);
    const cursor = (row: T) => encodeCursor(ctx.secret, list, row);
    return pageOf(nodes, { cursor, more: found.length > size });
  });
}

/** The children of the parent whose row is beside them in the statement. */
const ofParent = <T extends { id: number }, F>(
  ctx: Context,
  { entity, ...children }: Omit<Children<T, F>, 'direction'>,
  filter: F | null,
) =>
  ctx.em
    .createQueryBuilder(entity, 'child')
    .where(everyRow(rowsOf(children, raw('parent.id'), filter)) as QBFilterQuery<T, 'child'>);

function pageOf<T>(
  nodes: T[],
  { cursor, more }: { cursor: (row: T) => string; more: boolean },
): FirstPage<T> {
  return {
    nodes,
    edges: () => nodes.map((node) => ({ node, cursor: cursor(node) })),
    pageInfo: () => ({
      hasNextPage: more,
      hasPreviousPage: false,
      startCursor: () => (nodes[0] ? cursor(nodes[0]) : null),
      endCursor: () => (nodes.length > 0 ? cursor(nodes.at(-1)!) : null),
    }),
  };
}

/** The counts of many parents' children in one statement. */
async function countChildren<T extends { id: number }, F>(
  ctx: Context,
  children: Children<T, F>,
  keys: Key<F>[],
): Promise<Counted[]> {
  const [{ filter }] = keys as [Key<F>];
  const parents = keys.map(({ parent }) => parent);
  const { entity, direction } = children;
  const rows = rowsOf(children, raw('parent.id'), filter);
  if (rows.filter) {
    const searched = { ...rows, filter: rows.filter, sort: { field: 'id' as const, direction } };
    return countMatches(ctx, { entity, searched }, parents);
  }
  const all = ofParent(ctx, children, filter).select(raw('1'));
  return countEach(ctx, all.getNativeQuery().compile(), parents);
}
