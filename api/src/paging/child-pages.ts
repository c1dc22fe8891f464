import type { ClassType } from 'type-graphql';
import { loaderOf, type Context } from '../context.ts';
import type { Connection } from './connection.ts';
import { encodeCursor, type Sort } from './cursor.ts';
import { pageSize, type OrderDirection, type PageArgs } from './page-args.ts';
import { paginate } from './paginate.ts';

interface Children<T extends object> {
  /** The children's entity. */
  entity: ClassType<T>;
  /** The column that names the parent. */
  column: string;
  direction: OrderDirection;
}

interface Key {
  parent: number;
  size: number;
}

type FirstPage<T> = Omit<Connection<T>, 'totalCount'>;

/**
 * Lists of children below many parents, sorted by id. The first pages of all parents come in one statement, each by one
 * short index scan however many children there are, and so do the counts; other pages are read one by one. `where` is the same condition as the
 * column's.
 */
export function childPages<T extends { id: number }>(children: Children<T>) {
  const sort: Sort<T> = { field: 'id', direction: children.direction };
  const firstPages = loaderOf<Key, FirstPage<T>>((ctx, keys) =>
    loadFirstPages(ctx, { ...children, sort }, keys),
  );
  const counts = loaderOf<number, number>((ctx, parents) => countChildren(ctx, children, parents));
  return async (
    ctx: Context,
    parent: { id: number; where: object },
    args: PageArgs,
  ): Promise<Connection<T>> => {
    const { size, backward } = pageSize(args);
    const isFirstPage = !backward && args.after == null && args.before == null;
    const page = isFirstPage
      ? await firstPages(ctx).load({ parent: parent.id, size })
      : await paginate(ctx, children.entity, { where: parent.where as never, sort, args });
    return { ...page, totalCount: () => counts(ctx).load(parent.id) };
  };
}

async function loadFirstPages<T extends { id: number }>(
  ctx: Context,
  children: Children<T> & { sort: Sort<T> },
  keys: readonly Key[],
): Promise<FirstPage<T>[]> {
  const { entity, column, direction } = children;
  const { tableName } = ctx.em.getMetadata(entity);
  const list = { ...children.sort, entity: entity.name };
  const most = Math.max(...keys.map(({ size }) => size)) + 1;
  const rows = await ctx.em.execute<Record<string, number>[]>(
    `select child.* from unnest(?::bigint[]) parent (id) cross join lateral
       (select * from "${tableName}" where "${column}" = parent.id order by id ${direction} limit ?) child`,
    [`{${[...new Set(keys.map(({ parent }) => parent))].join()}}`, most],
  );
  const byParent = Map.groupBy(rows, (row) => Number(row[column]));
  return keys.map(({ parent, size }) => {
    const found = byParent.get(parent) ?? [];
    const nodes = found.slice(0, size).map((row) => ctx.em.map(entity, row as never) as T);
    const cursor = (row: T) => encodeCursor(ctx.secret, list, row);
    return pageOf(nodes, { cursor, more: found.length > size });
  });
}

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
      startCursor: nodes[0] ? cursor(nodes[0]) : null,
      endCursor: nodes.length > 0 ? cursor(nodes.at(-1)!) : null,
    }),
  };
}

/** The counts of many parents' children in one statement. */
async function countChildren<T extends object>(
  ctx: Context,
  { entity, column }: Children<T>,
  parents: readonly number[],
): Promise<number[]> {
  const { tableName } = ctx.em.getMetadata(entity);
  const rows = await ctx.em.execute<{ parent: string; count: number }[]>(
    `select "${column}"::text as parent, count(*)::int as count from "${tableName}"
     where "${column}" = any (?::bigint[]) group by "${column}"`,
    [`{${parents.join()}}`],
  );
  const byParent = new Map(rows.map(({ parent, count }) => [Number(parent), count]));
  return parents.map((parent) => byParent.get(parent) ?? 0);
}
