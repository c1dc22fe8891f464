import type { EntityManager } from '@mikro-orm/postgresql';
import type { QueryResultRow } from 'pg';
import { PreparedQuery } from './prepared-query.ts';

/** A statement that each connection prepares once. Its name must be no other's. */
export interface Prepared {
  name: string;
  /** With `$1`, `$2` and so on for values. */
  sql: string;
  values: (string | Buffer | null)[];
}

/**
 * Runs a statement outside of transactions that PostgreSQL plans once for each connection. For statements of
 * every request: planning a join takes it four times as long as running it. Throws the driver's errors.
 */
export async function executePrepared<T>(em: EntityManager, { name, sql, values }: Prepared): Promise<T[]> {
  const logger = em.config.getLogger();
  if (logger.isEnabled('query')) logger.logQuery({ query: sql });
  const pool = await em.getConnection().getNativeClient();
  const { rows } = await pool.query<T & QueryResultRow>(
    new PreparedQuery({ name, text: sql, values }) as never,
  );
  return rows;
}
