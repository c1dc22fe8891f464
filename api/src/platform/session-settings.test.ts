import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openOrm } from '../db/orm.ts';
import { readConfig } from '../config.ts';
import { everyConnection } from '../../test/every-connection.ts';
import { openLog } from './log.ts';
import { RateLimit } from './rate-limit.entity.ts';
import { openWorkerPool } from './worker-pool.ts';

const log = openLog(readConfig({ LOG_LEVEL: 'silent' }), { ownsFile: false });

/** What PgBouncer takes at the start of a connection without further settings. */
const TAKEN = new Set(['user', 'database', 'client_encoding', 'application_name', 'DateStyle', 'TimeZone']);

/** The names in a StartupMessage, which is two numbers and then names and values that end with a zero. */
const namesIn = (message: Buffer): string[] =>
  message
    .subarray(8)
    .toString()
    .split('\0')
    .filter((text, at) => at % 2 === 0 && text);

/** A way to PostgreSQL that notes with which parameters connections start. */
async function pooler() {
  const url = new URL(inject('postgresUrl'));
  const { port, hostname } = url;
  const names = new Set<string>();
  const sockets: Socket[] = [];
  const server = createServer((from) => {
    const to = connect(Number(port), hostname);
    sockets.push(from, to);
    for (const socket of [from, to]) socket.on('error', () => {});
    from.once('data', (message: Buffer) => namesIn(message).forEach((name) => names.add(name)));
    from.pipe(to).pipe(from);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, names };
}

test('no connection starts with a parameter that PgBouncer refuses', async () => {
  const { url, names } = await pooler();
  await everyConnection(url);
  expect(names).toContain('application_name');
  expect([...names].filter((name) => !TAKEN.has(name))).toEqual([]);
});

test('the settings of a connection are in effect at its first statement', async () => {
  const url = inject('postgresUrl');
  const orm = await openOrm(url, [RateLimit], { statementTimeout: 1234 });
  onTestFinished(() => orm.close());
  const show = async (name: string) => (await orm.em.fork().execute<object[]>(`show ${name}`))[0];
  expect(await show('statement_timeout')).toEqual({ statement_timeout: '1234ms' });
  expect(await show('idle_in_transaction_session_timeout')).toEqual({
    idle_in_transaction_session_timeout: '5s',
  });
  const pool = openWorkerPool(url, log);
  onTestFinished(() => pool.end());
  const { rows } = await pool.query('show plan_cache_mode');
  expect(rows).toEqual([{ plan_cache_mode: 'force_generic_plan' }]);
});
