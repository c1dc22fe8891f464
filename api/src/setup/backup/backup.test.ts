import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { createDatabase, testApp } from '../../../test/database.ts';
import { forgetOthers } from '../../../test/forget-others.ts';
import { runPostline } from '../../../test/run-postline.ts';
import { worldOf } from '../../../test/world.ts';
import { entities } from '../../programs/entities.ts';
import { restoreBackup } from './restore-backup.ts';
import { savedTables } from './saved-tables.ts';
import { writeBackup } from './write-backup.ts';

const folder = mkdtempSync(join(tmpdir(), 'postline-backup-'));
const whole = join(folder, 'whole.backup');
let source: string;

beforeAll(async () => {
  await forgetOthers();
  source = (await testApp()).databaseUrl;
  await run(source, 'select cut_ledger(0)');
  await worldOf(await build.superuser());
  // What COPY escapes, and what looks like the end of a table.
  await run(
    source,
    `update recipient set comment = E'a\\\\b\\n\\\\.\\n\\ttab «ы» \\\\N' where id = (select min(id) from recipient)`,
  );
  await writeBackup(source, whole);
  return () => rmSync(folder, { recursive: true, force: true });
});

test('a restored database holds the same rows, keys, indexes and next numbers', async () => {
  const target = await createDatabase();
  const rows = await restore(target);
  expect(rows).toBeGreaterThan(30);
  expect(await contentsOf(target)).toEqual(await contentsOf(source));
  await dropFirstPartAsIn(source, target);
  expect(await shapeOf(target)).toEqual(await shapeOf(source));
});

test('runs that had not finished are paused, and starts that have passed are disarmed', async () => {
  const [first, target] = [await createDatabase(), await createDatabase()];
  await restore(first);
  await run(
    first,
    `update mailing_run set status = 'RUNNING', pause_reasons = '{}', finished_at = null;
     update mailing set start_at = now() - interval '1 hour', next_run_at = now() - interval '1 hour'`,
  );
  const file = join(folder, 'running.backup');
  await writeBackup(first, file);
  await restore(target, { file });
  expect(await run(target, `select distinct status, pause_reasons from mailing_run`)).toEqual([
    { status: 'PAUSED', pause_reasons: ['USER'] },
  ]);
  expect(await run(target, `select from mailing where next_run_at < now()`)).toEqual([]);
});

test('what is there is overwritten only where that is said, and never while Postline works with it', async () => {
  const target = await createDatabase();
  await restore(target);
  await run(target, `update "user" set full_name = 'Somebody else'`);
  const before = await contentsOf(target);
  await expect(restore(target)).rejects.toMatchObject({ code: 'CONFLICT', text: { key: 'CLI_NOT_EMPTY' } });
  expect(await contentsOf(target)).toEqual(before);
  const program = new pg.Client({ connectionString: target, application_name: 'postline worker' });
  await program.connect();
  await expect(restore(target, { overwrite: true })).rejects.toMatchObject({ text: { key: 'CLI_IN_USE' } });
  await program.end();
  await restore(target, { overwrite: true });
  expect(await contentsOf(target)).toEqual(await contentsOf(source));
});

test.each([
  ['cut', (file: string) => truncateSync(file, readFileSync(file).length - 20)],
  ['changed', (file: string) => writeFileSync(file, flipped(readFileSync(file)))],
  ['not a backup', (file: string) => writeFileSync(file, 'something else')],
])('a file that is %s changes nothing', async (name, spoil) => {
  const [target, file] = [await createDatabase(), join(folder, `${name}.backup`)];
  writeFileSync(file, readFileSync(whole));
  spoil(file);
  await expect(restore(target, { file })).rejects.toMatchObject({ text: { key: 'CLI_NO_BACKUP' } });
  expect(await run(target, `select to_regclass('mikro_orm_migrations') as made`)).toEqual([{ made: null }]);
});

test('a backup that cannot be written leaves no file', async () => {
  const file = join(folder, 'missing', 'x.backup');
  await expect(writeBackup(source, file)).rejects.toThrow('ENOENT');
  const away = join(folder, 'away.backup');
  await expect(writeBackup('postgresql://nobody@127.0.0.1:9/x', away)).rejects.toThrow('ECONNREFUSED');
  expect([existsSync(away), existsSync(`${away}.part`)]).toEqual([false, false]);
});

test(
  'a disk that is lost: backup, another data folder, restore, and the same fixtures',
  { timeout: 240_000 },
  async () => {
    const env = {
      DATA_DIR: join(folder, 'data'),
      LOG_DIR: join(folder, 'logs'),
      LANG: 'en_US.UTF-8',
      DEMO: '1',
    };
    onTestFinished(() => rmSync(env.DATA_DIR, { recursive: true, force: true }));
    const file = join(folder, 'embedded.backup');
    expect(await runPostline(['init'], env)).toMatchObject({ code: 0 });
    const superuser = ['createsuperuser', '--email', 'ann@example.org', '--password-stdin'];
    expect(await runPostline(superuser, env, 'correct horse battery staple\n')).toMatchObject({ code: 0 });
    const before = await runPostline(['dumpdata', '--with-passwords'], env);
    expect(await runPostline(['backup', file], env)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Rows written'),
    });
    rmSync(env.DATA_DIR, { recursive: true });
    expect(await runPostline(['restore', file], env)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Rows restored'),
    });
    const after = await runPostline(['dumpdata', '--with-passwords'], env);
    expect(after).toMatchObject({ code: 0 });
    expect(after.stdout).toBe(before.stdout);
    expect(await runPostline(['restore', file], env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not empty'),
    });
  },
);

const restore = (databaseUrl: string, more: { file?: string; overwrite?: boolean } = {}) =>
  restoreBackup({ databaseUrl, entities, file: whole, overwrite: false, ...more });

function flipped(bytes: Buffer): Buffer {
  bytes[Math.floor(bytes.length / 2)]! ^= 0xff;
  return bytes;
}

// Runs are paused, and starts disarmed.
const changed = new Set(['status', 'pause_reasons', 'resumes_at', 'next_run_at']);

/** Every row of every table that is saved. */
async function contentsOf(url: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const all: Record<string, unknown> = {};
  for (const { name } of await savedTables(client)) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from "${name}" t order by t::text`,
    );
    all[name] = rows.map(({ row }) => Object.entries(row).filter(([column]) => !changed.has(column)));
  }
  await client.end();
  return all;
}

/** A new database begins with an empty first part of the ledger, which the source may have dropped with its oldest runs. */
async function dropFirstPartAsIn(source: string, target: string): Promise<void> {
  for (const table of ['delivery_0', 'attempt_0']) {
    const isThere = (await run(source, `select from pg_class where relname = '${table}'`)).length > 0;
    if (isThere) continue;
    expect(await run(target, `select from ${table} limit 1`)).toEqual([]);
    await run(target, `drop table ${table}`);
  }
}

async function shapeOf(url: string): Promise<unknown> {
  return {
    indexes: await run(
      url,
      `select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'agenda_jobs' order by 1`,
    ),
    keys: await run(
      url,
      `select conname, pg_get_constraintdef(oid) as def from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' and conrelid <> coalesce(to_regclass('agenda_jobs'), 0) order by 1, 2`,
    ),
    triggers: await run(
      url,
      `select tgname, tgenabled from pg_trigger where not tgisinternal order by 1, tgrelid::regclass::text`,
    ),
    sequences: await run(
      url,
      `select sequencename, last_value from pg_sequences where sequencename <> 'mikro_orm_migrations_id_seq' order by 1`,
    ),
  };
}

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
