import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import { unavailable } from '../errors/domain-error.ts';
import { ensurePostgres } from './embedded-postgres/ensure-postgres.ts';
import type { Log } from './log.ts';
import { postgresOptions } from './postgres-options.ts';

interface OpenDatabase {
  url: string;
  /** Ends the embedded server where nobody else uses it. */
  stop(): Promise<void>;
}

/**
 * The database that is configured; without one the embedded server, started where it does not run. Throws UNAVAILABLE
 * where the configured one does not let us in.
 */
export async function openDatabase(config: Config, log: Log): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    await reach(config.databaseUrl);
    return { url: config.databaseUrl, stop: async () => {} };
  }
  const dir = join(config.dataDir, 'postgres');
  return ensurePostgres({ dir, isKept: true, log: log.child({ part: 'database' }) });
}

/** Tries once, so that a wrong DATABASE_URL is told as such, before anything else begins. */
async function reach(url: string): Promise<void> {
  const client = new pg.Client(postgresOptions(url, { connectionTimeoutMillis: 10_000 }));
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    // A database that is missing on its server is made by the migrations.
    if (error instanceof pg.DatabaseError && error.code === MISSING_DATABASE) return;
    throw unavailable('CLI_NO_DATABASE', { detail: reasonOf(error) });
  } finally {
    await client.end();
  }
}

const MISSING_DATABASE = '3D000';

/** Of a name with several addresses, what the first of them said. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
