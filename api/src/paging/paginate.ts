import type { ClassType } from 'type-graphql';
import type { Context } from '../context/context.ts';
import type { Connection } from './connection.ts';
import { countRows, type Counted } from './count.ts';
import { countMatches } from './count-matches.ts';
import { decodeCursor, encodeCursor, type Place } from './cursor.ts';
import { pageSize, type PageArgs } from './page-args.ts';
import { everyRow, walker, type Rows } from './walk.ts';

interface Listing<T> extends Rows<T> {
  args: PageArgs;
  /** A cheaper way to count than counting the rows. */
  count?: (() => Promise<Counted>) | undefined;
}

/**
 * Returns a page of the rows that match `where` and `filter`, in a stable order: (sorted property, id). Rows
 * that are inserted or deleted meanwhile neither repeat nor hide others. Takes one statement for the rows,
 * and one more for each selected flag or count that is not known by then.
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
      startCursor: () => cursor(nodes[0]),
      endCursor: () => cursor(nodes.at(-1)),
    }),
    ...totals(listing.count ?? (() => countListed(ctx, entity, listing))),
  };
}

async function countListed<T extends { id: number }>(
  ctx: Context,
  entity: ClassType<T>,
  rows: Rows<T>,
): Promise<Counted> {
  const { filter } = rows;
  if (!filter?.search) return countRows(ctx, entity, everyRow(rows));
  const { ofRow, search } = filter;
  const [counted] = await countMatches(
    ctx,
    { entity, searched: { ...rows, filter: { ofRow, search } } },
    [0],
  );
  return counted!;
}

/** The connection's fields about the length of its list: counted once, and only on demand. */
export function totals(count: () => Promise<Counted>) {
  let counted: Promise<Counted> | undefined;
  const once = () => (counted ??= count());
  return {
    totalCount: async () => (await once()).count,
    totalCountIsExact: async () => (await once()).isExact,
  };
}
