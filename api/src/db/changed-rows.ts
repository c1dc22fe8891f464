import type { EntityManager, QueryResult } from '@mikro-orm/postgresql';

/** Runs a statement that changes rows, inside the current transaction where there is one; returns how many. */
export async function changedRows(
  em: EntityManager,
  sql: string,
  params: readonly unknown[],
): Promise<number> {
  const { affectedRows } = await em.execute<QueryResult>(sql, [...params], 'run');
  return affectedRows;
}
