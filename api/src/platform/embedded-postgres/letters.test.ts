import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { quietLog } from '../../../test/quiet-log.ts';
import { ensurePostgres, type EmbeddedPostgres } from './ensure-postgres.ts';

const NAME = 'Александра';
const SEARCHED = `lower("email" || ' ' || "full_name")`;
const flags = ['-c', 'fsync=off'];

const folder = mkdtempSync(join(tmpdir(), 'postline-letters-'));
let running: EmbeddedPostgres | undefined;
afterAll(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a new cluster knows the letters of every script', async () => {
  const { server } = await restart();
  expect(await trigramsOf(server)).toBe(NAME.length + 1);
});

test('in a cluster of earlier versions names are found by their letters after a start', async () => {
  await makeEarlier((await restart()).server);
  const { lines, server } = await restart();
  expect(lines).toEqual([
    'Search indexes learn the letters of every script: 2 are rebuilt, once',
    'Search index 1 of 2 is rebuilt: person_by_note',
    'Search index 2 of 2 is rebuilt: person_search',
  ]);
  await expectFound(server);
  expect((await restart()).lines).toEqual([]);
});

test.each([1, 2, 3])('the same where everything was killed at line %d of what it tells', async (line) => {
  await makeEarlier((await restart()).server);
  await running?.stop();
  await killAtLine(line);
  const { server } = await restart();
  await expectFound(server);
  expect((await restart()).lines).toEqual([]);
});

test('while other programs use the database it waits for a later start', async () => {
  const { server } = await restart();
  await makeEarlier(server);
  const program = new Client({ connectionString: server.url });
  await program.connect();
  const lines: string[] = [];
  const log = { ...quietLog, warn: (line: string) => void lines.push(line) };
  const second = await ensurePostgres({ dir: folder, flags, log });
  await second.stop();
  await program.end();
  expect(lines).toEqual([expect.stringContaining('Other programs use the database')]);
  await expectFound((await restart()).server);
});

async function restart(): Promise<{ lines: string[]; server: EmbeddedPostgres }> {
  await running?.stop();
  const lines: string[] = [];
  const tell = (line: string) => void (line.startsWith('Making') || lines.push(line));
  running = await ensurePostgres({ dir: folder, flags, log: { debug() {}, info: tell, warn: tell } });
  return { lines, server: running };
}

/** Recreates the LC_CTYPE of databases of earlier versions, and indexes that were filled with it. */
async function makeEarlier({ adminUrl, url }: EmbeddedPostgres): Promise<void> {
  await query(adminUrl, "create extension if not exists pg_trgm; update pg_database set datctype = 'C'");
  await query(
    url,
    `drop table if exists person;
     create table person (id int, email text, full_name text, note text);
     insert into person select n, 'p' || n || '@example.org', (array['${NAME}', 'Игорь', 'Ольга', '山田太郎'])[n % 4 + 1], 'х' || n
     from generate_series(1, 2000) n;
     create index person_search on person using gin ((${SEARCHED}) gin_trgm_ops);
     create index person_by_note on person using gin (note gin_trgm_ops);
     create index person_by_name on person (full_name);`,
  );
  const [row] = await query(url, `select cardinality(show_trgm('${NAME}')) as n`);
  expect(row).toEqual({ n: 0 });
}

/** Expects each prefix of the name to find its 500 people, by the index from three letters on. */
async function expectFound(server: EmbeddedPostgres): Promise<void> {
  expect(await trigramsOf(server)).toBe(NAME.length + 1);
  for (let letters = 1; letters <= NAME.length; letters++) {
    const needle = NAME.slice(0, letters).toLowerCase();
    const sql = `select count(*)::int as n from person where ${SEARCHED} like '%${needle}%'`;
    const rows = await query(server.url, `set enable_seqscan = off; ${sql}`);
    expect([needle, rows]).toEqual([needle, [{ n: letters === 1 ? 1000 : 500 }]]);
    const plan = JSON.stringify(
      await query(server.url, `set enable_seqscan = off; explain (analyze) ${sql}`),
    );
    expect(plan).toContain('person_search');
    const readsTooMuch = letters >= 3 && plan.includes('Removed by Index Recheck');
    expect([needle, readsTooMuch]).toEqual([needle, false]);
  }
}

async function trigramsOf({ adminUrl, url }: EmbeddedPostgres): Promise<number> {
  await query(adminUrl, 'create extension if not exists pg_trgm');
  const [row] = await query(url, `select cardinality(show_trgm('${NAME}')) as n`);
  return (row as { n: number }).n;
}

/**
 * Starts PostgreSQL in a process that kills itself and the server with kill -9 after a number of log lines.
 */
async function killAtLine(line: number): Promise<void> {
  const code = `
    const { ensurePostgres } = await import(${JSON.stringify(import.meta.resolve('./ensure-postgres.ts'))});
    const { readPidFile } = await import(${JSON.stringify(import.meta.resolve('./pid-file.ts'))});
    let told = 0;
    const info = () => {
      if (++told < ${line}) return;
      process.kill(readPidFile(${JSON.stringify(join(folder, 'data'))}).pid, 'SIGKILL');
      process.kill(process.pid, 'SIGKILL');
    };
    await ensurePostgres({ dir: ${JSON.stringify(folder)}, flags: ['-c', 'fsync=off'], log: { debug() {}, info, warn() {} } });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const results = (await client.query(sql)) as unknown as { rows: unknown[] } | { rows: unknown[] }[];
    return (Array.isArray(results) ? results.at(-1)! : results).rows;
  } finally {
    await client.end();
  }
}
