import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensurePostgres } from '../src/platform/embedded-postgres/ensure-postgres.ts';
import { quietLog } from './quiet-log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The test server, for its superuser. */
    postgresUrl: string;
    /** A MongoDB server for tests, from MONGO_TEST_URL; empty if there is none. */
    mongoUrl: string;
  }
}

/** Starts one PostgreSQL for all tests of a checkout; it need not survive a power cut. */
export default async function setup(project: TestProject) {
  const checkout = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 8);
  const postgres = await ensurePostgres({
    dir: join(tmpdir(), `postline-test-${checkout}`),
    log: quietLog,
    flags: ['-c', 'fsync=off', '-c', 'full_page_writes=off'],
  });
  await dropLeftovers(postgres.adminUrl);
  project.provide('postgresUrl', postgres.adminUrl);
  project.provide('mongoUrl', process.env.MONGO_TEST_URL ?? '');
  return () => postgres.stop();
}

/** Databases of test runs that were killed. */
async function dropLeftovers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'test\\_%' and not exists (select from pg_stat_activity a where a.datname = pg_database.datname)",
  );
  for (const { datname } of rows) await client.query(`drop database if exists "${datname}"`);
  await client.end();
}
