import type { EntityManager, QueryResult } from '@mikro-orm/postgresql';

/**
 * Runs a statement that changes rows, inside the current transaction if there is one. Returns the number of
 * rows.
 */
export async function changedRows(
  em: EntityManager,
  sql: string,
  params: readonly unknown[],
): Promise<number> {
  const { affectedRows } = await em.execute<QueryResult>(sql, [...params], 'run');
  return affectedRows;
}
