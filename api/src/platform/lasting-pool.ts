import pg from 'pg';
import type { Log } from './log.ts';
import { postgresOptions } from './postgres-options.ts';

/**
 * Opens a pool of connections to PostgreSQL whose loss does not end the process, as an unhandled error would.
 * A statement in progress rejects; the connection is replaced.
 */
export function openLastingPool(url: string, given: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool(postgresOptions(url, given));
  const onError = (error: Error) => log.warn({ err: error }, 'A connection to the database was lost.');
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
