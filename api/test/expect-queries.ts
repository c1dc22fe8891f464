import { expect } from 'vitest';
import { testApp } from './database.ts';

/** The SQL statements that work sends. */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const { orm } = await testApp();
  const statements: string[] = [];
  const logger = orm.config.getLogger();
  const isEnabled = logger.isEnabled.bind(logger);
  const logQuery = logger.logQuery.bind(logger);
  logger.isEnabled = (namespace, context) => namespace === 'query' || isEnabled(namespace, context);
  logger.logQuery = ({ query }) => void (query && statements.push(query));
  try {
    return { result: await work(), statements };
  } finally {
    Object.assign(logger, { isEnabled, logQuery });
  }
}

/** Counts the SQL statements that work sends, and expects so many. */
export async function expectQueries<T>(count: number, work: () => Promise<T>): Promise<T> {
  const { result, statements } = await statementsOf(work);
  if (statements.length !== count) expect(statements).toEqual(`${count} statements`);
  expect(statements).toHaveLength(count);
  return result;
}
