import type pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { LastingClient, type LastingConfig } from './lasting-client.ts';

/**
 * The settings of every connection to PostgreSQL: those in its URL (TLS, a socket's folder, server options),
 * and those that detect a connection that has died silently.
 */
export function postgresOptions(url: string, given: pg.PoolConfig & LastingConfig = {}): pg.PoolConfig {
  return {
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 5000,
    Client: LastingClient,
    ...parseIntoClientConfig(url),
    ...given,
  };
}
