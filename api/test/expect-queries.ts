import { AsyncLocalStorage } from 'node:async_hooks';
import { expect } from 'vitest';
import { testApp } from './database.ts';

const counted = new AsyncLocalStorage<string[]>();

/** Returns the SQL statements that work sends; what other work sends meanwhile, by a timer say, is not among them. */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const { orm } = await testApp();
  const statements: string[] = [];
  const logger = orm.config.getLogger();
  const isEnabled = logger.isEnabled.bind(logger);
  const logQuery = logger.logQuery.bind(logger);
  logger.isEnabled = (namespace, context) => namespace === 'query' || isEnabled(namespace, context);
  logger.logQuery = ({ query }) => void (query && counted.getStore()?.push(query));
  try {
    return { result: await counted.run(statements, work), statements };
  } finally {
    Object.assign(logger, { isEnabled, logQuery });
  }
}

/** Expects a number of SQL statements from work. */
export async function expectQueries<T>(count: number, work: () => Promise<T>): Promise<T> {
  const { result, statements } = await statementsOf(work);
  if (statements.length !== count) expect(statements).toEqual(`${count} statements`);
  expect(statements).toHaveLength(count);
  return result;
}
