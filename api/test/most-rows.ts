import { testApp } from './database.ts';

interface Node {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Node[];
}

interface Statement {
  sql: string;
  params: unknown[];
}

/**
 * Returns the largest number of rows that any step of the statements about a table read, sorted or discarded.
 */
export async function mostRowsOf(table: string, work: () => Promise<unknown>): Promise<number> {
  const { orm } = await testApp();
  const statements = await statementsOf(work);
  const rows: number[] = [];
  for (const { sql, params } of statements.filter((one) => one.sql.includes(`"${table}"`))) {
    const [explained] = await orm.em
      .fork()
      .execute<{ 'QUERY PLAN': { Plan: Node }[] }[]>(`explain (analyze, format json) ${sql}`, params);
    rows.push(...rowsOf(explained!['QUERY PLAN'][0]!.Plan));
  }
  if (rows.length === 0) throw new Error(`No statement is about ${table}.`);
  return Math.max(...rows);
}

function rowsOf(node: Node): number[] {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return [(node['Actual Rows'] + removed) * node['Actual Loops'], ...(node.Plans ?? []).flatMap(rowsOf)];
}

async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const { orm } = await testApp();
  const statements: Statement[] = [];
  const logger = orm.config.getLogger();
  const isEnabled = logger.isEnabled.bind(logger);
  const logQuery = logger.logQuery.bind(logger);
  logger.isEnabled = (namespace, context) => namespace === 'query' || isEnabled(namespace, context);
  logger.logQuery = ({ query, params }) =>
    void (query && statements.push({ sql: query, params: [...(params ?? [])] }));
  try {
    await work();
    return statements;
  } finally {
    Object.assign(logger, { isEnabled, logQuery });
  }
}
