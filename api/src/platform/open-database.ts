import pg from 'pg';
import type { Config } from '../config.ts';
import { unavailable } from '../errors/domain-error.ts';
import { dataFolder } from './data-folder.ts';
import { ensurePostgres } from './embedded-postgres/ensure-postgres.ts';
import type { Log } from './log.ts';
import { postgresOptions } from './postgres-options.ts';

interface OpenDatabase {
  url: string;
  /** Stops the embedded server unless another process uses it. */
  stop(): Promise<void>;
}

/**
 * Opens the configured database, or the embedded server, which is started if necessary. Throws UNAVAILABLE if
 * the configured one refuses us or the embedded one cannot be started, and INVALID if DATA_DIR cannot be used.
 */
export async function openDatabase(config: Config, log: Log): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    await reach(config.databaseUrl);
    return { url: config.databaseUrl, stop: async () => {} };
  }
  const dir = dataFolder(config, 'postgres');
  try {
    return await ensurePostgres({ dir, isKept: true, log: log.child({ part: 'database' }) });
  } catch (error) {
    throw unavailable('CLI_EMBEDDED_AWAY', { path: config.dataDir, detail: reasonOf(error) });
  }
}

/** Tries once, so that a wrong DATABASE_URL is reported before anything else begins. */
async function reach(url: string): Promise<void> {
  const client = new pg.Client(postgresOptions(url, { connectionTimeoutMillis: 10_000 }));
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    // The migrations create a missing database.
    if (error instanceof pg.DatabaseError && error.code === MISSING_DATABASE) return;
    throw unavailable('CLI_NO_DATABASE', { detail: reasonOf(error) });
  } finally {
    await client.end();
  }
}

const MISSING_DATABASE = '3D000';

/** The reason; for a name with several addresses, that of the first one. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
