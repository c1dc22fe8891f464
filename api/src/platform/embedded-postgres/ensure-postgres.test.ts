import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { quietLog } from '../../../test/quiet-log.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ensurePostgres, type EmbeddedPostgres } from './ensure-postgres.ts';
import { migrate } from '../../db/migrate.ts';
import { openOrm } from '../../db/orm.ts';
import { entities } from '../../programs/entities.ts';
import { readPidFile } from './pid-file.ts';

const flags = ['-c', 'fsync=off'];
const folders: string[] = [];
let dir: string;

beforeAll(async () => {
  dir = newFolder();
  await (await ensurePostgres({ dir, log: quietLog, flags })).stop();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test('two processes on an empty folder share one server, and the last one takes it down', async () => {
  const folder = newFolder();
  const [one, two] = await Promise.all([startElsewhere(folder), startElsewhere(folder)]);
  expect([one.owner, two.owner].toSorted()).toEqual([false, true]);
  expect(one.url).toBe(two.url);
  expect(await query(two.url, 'select current_database() as name')).toEqual([{ name: 'postline' }]);

  await one.stop();
  expect(await query(two.url, "select lower('ПРИВЕТ') as text")).toEqual([{ text: 'привет' }]);
  await two.stop();
  await expect(query(two.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
});

test('a server whose process was killed is adopted, and stopped by the one that adopted it', async () => {
  const killed = await startElsewhere(dir);
  await killed.kill();
  const adopted = await start();
  expect(adopted).toMatchObject({ owner: false, url: killed.url });
  await adopted.stop();
  await expect(query(adopted.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
});

test('after kill -9 of the postmaster the next start has the data', async () => {
  const first = await start();
  await query(first.url, 'drop table if exists kept; create table kept as select 7 as value');
  const { pid } = readPidFile(join(dir, 'data'))!;
  process.kill(pid, 'SIGKILL');
  const second = await start();
  expect(second.owner).toBe(true);
  expect(await query(second.url, 'select value from kept')).toEqual([{ value: 7 }]);
  await first.stop();
  expect(await query(second.url, 'select value from kept')).toEqual([{ value: 7 }]);
  await second.stop();
});

test('a server that is kept comes back on its port when it dies', async () => {
  const kept = await ensurePostgres({ dir, log: quietLog, flags, isKept: true });
  onTestFinished(() => kept.stop());
  process.kill(readPidFile(join(dir, 'data'))!.pid, 'SIGKILL');
  for (let attempt = 0; ; attempt++) {
    const answer = await query(kept.url, 'select 1 as value').catch(() => null);
    if (answer) break;
    if (attempt > 100) throw new Error('It did not come back.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await query(kept.url, 'select 1 as value')).toEqual([{ value: 1 }]);
});

test('a pid file whose number has gone to another program does not keep the server from starting', async () => {
  const file = join(dir, 'data', 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${join(dir, 'data')}\n1\n1\n\n127.0.0.1\n\nready\n`);
  const server = await start();
  expect(server.owner).toBe(true);
  await server.stop();
});

test('stop may be called again, and after the server has died', async () => {
  const server = await start();
  process.kill(readPidFile(join(dir, 'data'))!.pid, 'SIGKILL');
  await server.stop();
  await server.stop();
  await (await start()).stop();
  expect(readFileSync(join(dir, 'server.log'), 'utf8')).toContain(
    'database system was not properly shut down',
  );
});

test('the application is no superuser, and owns what it works with', async () => {
  const server = await start();
  expect(
    await query(server.url, 'select usename, usesuper from pg_user where usename = current_user'),
  ).toEqual([{ usename: 'postline', usesuper: false }]);
  await expect(query(server.url, "select pg_read_file('/etc/passwd')")).rejects.toThrow('permission denied');
  await expect(query(server.url, "copy (select 1) to '/tmp/never'")).rejects.toThrow('permission denied');
  const orm = await openOrm(server.url, entities);
  onTestFinished(() => orm.close());
  expect((await migrate(orm)).length).toBeGreaterThan(0);
  await server.stop();
});

test('a database that the superuser of versions before made is moved over', async () => {
  const server = await start();
  await query(
    server.adminUrl,
    `create extension if not exists pg_trgm;
     alter database postline owner to postgres;
     create table earlier (id int generated always as identity, name text);
     create function earlier_name() returns trigger language plpgsql as 'begin return new; end';
     create type earlier_kind as enum ('one');`,
  );
  await expect(query(server.url, 'alter table earlier add column more int')).rejects.toThrow('must be owner');
  await server.stop();
  const again = await start();
  await query(
    again.url,
    `alter table earlier add column more earlier_kind; insert into earlier (name) values ('x'); drop table earlier;
     drop function earlier_name(); drop type earlier_kind; create table later ()`,
  );
  expect(await query(again.url, "select similarity('a', 'a')::int as one")).toEqual([{ one: 1 }]);
  await again.stop();
});

test('the log of the server does not grow for ever', async () => {
  writeFileSync(join(dir, 'server.log'), 'x'.repeat(3_000_000));
  await (await start()).stop();
  expect(statSync(join(dir, 'server.log')).size).toBeLessThan(100_000);
});

test('a start that fails says what PostgreSQL said', async () => {
  const server = ensurePostgres({ dir, log: quietLog, flags: ['-c', 'shared_buffers=nonsense'] });
  await expect(server).rejects.toThrow('invalid value for parameter "shared_buffers"');
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postline-postgres-'));
  folders.push(folder);
  return folder;
}

async function start(): Promise<EmbeddedPostgres> {
  const server = await ensurePostgres({ dir, log: quietLog, flags });
  onTestFinished(() => server.stop());
  return server;
}

/** Starts a server in a process of its own, which ends when its standard input does. */
async function startElsewhere(folder: string) {
  const code = `
    const { ensurePostgres } = await import(${JSON.stringify(import.meta.resolve('./ensure-postgres.ts'))});
    const server = await ensurePostgres({ ...${JSON.stringify({ dir: folder, flags })}, log: { debug() {}, info() {}, warn() {} } });
    console.log(JSON.stringify(server));
    process.stdin.on('end', () => server.stop()).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  onTestFinished(() => void child.stdin.end());
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url, owner } = JSON.parse(line) as EmbeddedPostgres;
  return {
    url,
    owner,
    async stop() {
      child.stdin.end();
      await exit;
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}
