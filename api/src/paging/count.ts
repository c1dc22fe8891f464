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

/** The length of a list, or that it is longer than what is counted. */
export interface Counted {
  count: number;
  isExact: boolean;
}

export const exactly = (count: number): Counted => ({ count, isExact: true });

/** A count that stopped one row past the limit. */
export const countedUpTo = (count: number, most = MOST_COUNTED): Counted =>
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
export async function countEach(ctx: Context, { sql, params }: Sql, parents: number[]): Promise<Counted[]> {
  const rows = await ctx.em.execute<CountOfParent[]>(
    `select parent.id as "parentId", counted.count from unnest(?::bigint[]) parent (id) cross join lateral (
       select count(*)::int as count from (${sql} limit ${MOST_COUNTED + 1}) child) counted`,
    [idsIn(parents), ...params],
  );
  return ofParents(rows, parents, ({ count }) => countedUpTo(count));
}

/** A row of a statement for many parents. */
export interface CountOfParent {
  parentId: string;
  count: number;
}

/** The parents as PostgreSQL's array, each once. */
export const idsIn = (parents: number[]) => `{${[...new Set(parents)].join()}}`;

/** The counts in the order of the parents. */
export function ofParents<Row extends CountOfParent>(
  rows: Row[],
  parents: number[],
  counted: (row: Row) => Counted,
): Counted[] {
  const byParent = new Map(rows.map((row) => [Number(row.parentId), counted(row)]));
  return parents.map((parent) => byParent.get(parent)!);
}
