import { raw, type FilterQuery } from '@mikro-orm/core';
import type { QBFilterQuery } from '@mikro-orm/postgresql';
import type { ClassType } from 'type-graphql';
import type { Context } from '../context/context.ts';
import type { Sql } from '../db/sql.ts';

/**
 * Rows beyond this number are not counted one by one: nobody reads the number, and everybody would wait for
 * it.
 */
const MOST_COUNTED = 10_000;
/** The same for rows below a parent that are searched: each match is looked for on its own. */
export const MOST_SEARCHED = 1000;

/** The length of a list, or that it is longer than what is counted. */
export interface Counted {
  count: number;
  isExact: boolean;
}

export const exactly = (count: number): Counted => ({ count, isExact: true });

/** A count that stopped one row past the limit. */
const countedUpTo = (count: number, most = MOST_COUNTED): Counted =>
  count > most ? { count: most, isExact: false } : exactly(count);

/** Counts the rows of a condition, up to the limit. */
export async function countRows<T extends object>(
  ctx: Context,
  entity: ClassType<T>,
  where: FilterQuery<T>,
): Promise<Counted> {
  const { sql, params } = ctx.em
    .createQueryBuilder(entity, 'counted')
    .select(raw('1'))
    .where(where as QBFilterQuery<T, 'counted'>)
    .limit(MOST_COUNTED + 1)
    .getNativeQuery()
    .compile();
  const [row] = await ctx.em.execute<{ count: number }[]>(
    `select count(*)::int as count from (${sql}) counted`,
    params,
  );
  return countedUpTo(row!.count);
}

/** The same for many parents in one statement; the SQL refers to each as `parent.id`. */
export async function countEach(
  ctx: Context,
  { sql, params, most = MOST_COUNTED }: Sql & { most?: number },
  parents: number[],
): Promise<Counted[]> {
  const rows = await ctx.em.execute<{ parentId: string; count: number }[]>(
    `select parent.id as "parentId", counted.count from unnest(?::bigint[]) parent (id) cross join lateral (
       select count(*)::int as count from (${sql} limit ${most + 1}) child) counted`,
    [`{${[...new Set(parents)].join()}}`, ...params],
  );
  const byParent = new Map(rows.map(({ parentId, count }) => [Number(parentId), count]));
  return parents.map((parent) => countedUpTo(byParent.get(parent)!, most));
}
