import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { openApp } from '../src/programs/app.ts';
import type { App } from '../src/context/app.ts';
import { readConfig } from '../src/config.ts';
import { openLog } from '../src/platform/log.ts';
import pg from 'pg';

let opened: Promise<App> | undefined;

/** The application on a database of this test process, created and migrated once. */
export const testApp = (): Promise<App> => (opened ??= open());

async function open(): Promise<App> {
  const config = readConfig({
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    PORT: '0',
    // Nothing listens there: no test queries real DNS.
    DNS_SERVERS: '127.0.0.1:9',
    POSTLINE_WEB: 'none',
  });
  return openApp(config, openLog(config, { ownsFile: false }), { databaseUrl: await createDatabase() });
}

/** Creates an empty database; returns its URL. */
export async function createDatabase(): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database "${name}"`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
