import { join } from 'node:path';
import type { Config } from '../config.ts';
import { ensurePostgres } from './embedded-postgres/ensure-postgres.ts';
import type { Log } from './log.ts';

export interface OpenDatabase {
  url: string;
  /** Ends the embedded server where nobody else uses it. */
  stop(): Promise<void>;
}

/** The database that is configured; without one the embedded server, started where it does not run. */
export async function openDatabase(config: Config, log: Log): Promise<OpenDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => {} };
  const dir = join(config.dataDir, 'postgres');
  return ensurePostgres({ dir, isKept: true, log: (line) => log.debug({ part: 'database' }, line) });
}
