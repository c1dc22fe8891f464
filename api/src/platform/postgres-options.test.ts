import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { everyConnection } from '../../test/every-connection.ts';
import { certificate, privateKey } from '../../test/localhost-certificate.ts';
import { quietLog } from '../../test/quiet-log.ts';
import { until } from '../../test/worker.ts';
import { readConfig } from '../config.ts';
import { openOrm } from '../db/orm.ts';
import { isConnectionLost } from './connection-lost.ts';
import { ensurePostgres } from './embedded-postgres/ensure-postgres.ts';
import { openLastingPool } from './lasting-pool.ts';
import { openLog } from './log.ts';
import { RateLimit } from './rate-limit.entity.ts';

const log = openLog(readConfig({ LOG_LEVEL: 'silent' }), { ownsFile: false });

const KINDS = ['postline', 'postline jobs', 'postline limits', 'postline listener', 'worker'];

describe('with a PostgreSQL that speaks TLS and listens at a socket', () => {
  let url: string;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'postline-tls-'));
    const dir = join(folder, 'postgres');
    await (await ensurePostgres({ dir, log: quietLog })).stop();
    const data = join(dir, 'data');
    const { uid, gid } = statSync(data);
    for (const [name, text] of [['server.crt', certificate] as const, ['server.key', privateKey] as const]) {
      writeFileSync(join(data, name), text, { mode: 0o600 });
      chownSync(join(data, name), uid, gid);
    }
    writeFileSync(join(folder, 'ca.pem'), certificate);
    const flags = ['-c', 'ssl=on', '-c', `unix_socket_directories=${tmpdir()}`, '-c', 'fsync=off'];
    const server = await ensurePostgres({ dir, log: quietLog, flags });
    url = server.url;
    return async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    };
  });

  /** The other connections of this database, by kind: with or without TLS, from an address or a socket. */
  async function connections() {
    const client = new pg.Client({ connectionString: url, application_name: 'test' });
    await client.connect();
    const { rows } = await client.query<{ kind: string; ssl: boolean; address: string | null }>(
      `select distinct regexp_replace(application_name, '^worker.*', 'worker') as kind, ssl, client_addr as address
       from pg_stat_activity join pg_stat_ssl using (pid)
       where datname = current_database() and application_name not in ('test', '') order by kind`,
    );
    await client.end();
    return rows;
  }

  const untilListening = () =>
    until(async () => (await connections()).some(({ kind }) => kind === 'postline listener'));

  test.each(['sslmode=no-verify', 'sslmode=verify-full&sslrootcert=CA'])(
    '%s: every connection has TLS',
    async (query) => {
      const secured = new URL(url);
      secured.hostname = 'localhost';
      secured.search = query.replace('CA', join(folder, 'ca.pem'));
      await everyConnection(secured.href);
      await untilListening();
      expect((await connections()).map(({ kind, ssl }) => ({ kind, ssl }))).toEqual(
        KINDS.map((kind) => ({ kind, ssl: true })),
      );
    },
  );

  test('a certificate that nobody vouches for is refused', async () => {
    const orm = openOrm(`${url}?sslmode=verify-full`, [RateLimit]).then((opened) =>
      opened.em.fork().execute('select 1'),
    );
    await expect(orm).rejects.toThrow(/self-signed|certificate/);
  });

  test('a socket is used by every connection, also where the URL has no host', async () => {
    const { username, password, port, pathname } = new URL(url);
    const local = `postgresql://${username}:${password}@${pathname}?host=${tmpdir()}&port=${port}`;
    expect(readConfig({ DATABASE_URL: local }).databaseUrl).toBe(local);
    await everyConnection(local);
    await untilListening();
    expect((await connections()).map(({ kind, address }) => ({ kind, address }))).toEqual(
      KINDS.map((kind) => ({ kind, address: null })),
    );
  });
});

/**
 * A connection to PostgreSQL that can fall silent: from then on what it carries is lost without an error,
 * while new connections work.
 */
async function firewall() {
  const url = new URL(inject('postgresUrl'));
  const { port, hostname } = url;
  const known = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(Number(port), hostname);
    for (const [one, other] of [[from, to] as const, [to, from] as const]) {
      known.add(one);
      one.on('data', (chunk) => !silent.has(one) && other.write(chunk));
      one.on('error', () => {});
      one.on('close', () => !silent.has(one) && other.destroy());
    }
  });
  const silent = new Set<Socket>();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of known) socket.destroy();
    server.close();
  });
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, fallSilent: () => [...known].forEach((socket) => silent.add(socket)) };
}

test('a connection that falls silent is given up, and the next one works', async () => {
  const { url, fallSilent } = await firewall();
  const pool = openLastingPool(url, { max: 1, silence: 300 } as pg.PoolConfig, log);
  onTestFinished(() => pool.end());
  await pool.query('select 1');
  fallSilent();
  const error = await pool.query('select 1').catch((thrown: unknown) => thrown);
  expect(isConnectionLost(error)).toBe(true);
  expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a statement that takes its time is waited for', async () => {
  const pool = openLastingPool(inject('postgresUrl'), { max: 1, silence: 200 } as pg.PoolConfig, log);
  onTestFinished(() => pool.end());
  const { rows } = await pool.query("select 'done' as state from pg_sleep(2.5)");
  expect(rows).toEqual([{ state: 'done' }]);
});
