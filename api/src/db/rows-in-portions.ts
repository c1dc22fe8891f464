import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager, QBFilterQuery } from '@mikro-orm/postgresql';
import type { ClassType } from 'type-graphql';

const PORTION = 1000;

/** A column of times in a form that spreadsheets read, in UTC to the second. */
export const spreadsheetTime = (column: string) =>
  `to_char(every.${column} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as ${column}`;

interface Rows {
  sql: string;
  params: readonly unknown[];
  /** The columns that order the rows; no two rows share all their values. */
  key: readonly string[];
  /** The selected columns, as SQL; `every` is the alias of the rows. */
  columns: string;
}

/**
 * Yields the rows of a query in order, a portion at a time: the next portion is read on demand, from where
 * the last one ended. However slow the consumer is, no connection and no transaction is held for it.
 */
export async function* rowsInPortions<Row extends object>(
  em: EntityManager,
  { sql, params, key, columns }: Rows,
): AsyncGenerator<Row[]> {
  const order = key.map((column) => `every.${column}`).join();
  const keys = key.map((column, index) => `every.${column}::text as "key ${index}"`).join();
  let last: Record<string, unknown> | undefined;
  do {
    const after = last ? key.map((_, index) => last![`key ${index}`]) : [];
    const from = last ? `where (${order}) > (${key.map(() => '?').join()})` : '';
    const rows = await em.execute<(Row & Record<string, unknown>)[]>(
      `select ${columns}, ${keys} from (${sql}) every ${from} order by ${order} limit ${PORTION}`,
      [...params, ...after],
    );
    if (rows.length > 0) yield rows;
    last = rows.length === PORTION ? rows.at(-1) : undefined;
  } while (last);
}

/** Returns the rows of an entity that match a condition, as SQL for `rowsInPortions`. */
export function rowsWhere<T extends object>(
  em: EntityManager,
  entity: ClassType<T>,
  where: FilterQuery<T>,
): Pick<Rows, 'sql' | 'params'> {
  return em
    .createQueryBuilder(entity, 'chosen')
    .select('*')
    .where(where as QBFilterQuery<T, 'chosen'>)
    .getNativeQuery()
    .compile();
}

/** Yields the values of some columns of each row, in the order of the columns. */
export async function* cellsOf<Column extends string>(
  portions: AsyncIterable<Record<Column, unknown>[]>,
  columns: readonly Column[],
): AsyncGenerator<unknown[][]> {
  for await (const rows of portions) yield rows.map((row) => columns.map((column) => row[column]));
}
