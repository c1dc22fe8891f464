import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { build } from '../../../../test/build.ts';
import { buildUpload } from '../../../../test/build-import.ts';
import { testApp } from '../../../../test/database.ts';
import { ThreadEnded } from '../../../platform/threads/endable-thread.ts';
import { createImport } from '../create-import.ts';
import type { ImportSettings } from '../import-settings.ts';
import { RecipientImport } from '../recipient-import.entity.ts';
import { claimImport } from '../running/claim-import.ts';
import { runImport } from '../running/run-import.ts';
import type { Batch } from './batch.ts';
import { readApart } from './read-apart.ts';

const settings: ImportSettings = {
  encoding: 'UTF-8',
  delimiter: ',',
  hasHeader: true,
  skip: 0,
  line: 1,
  columns: [
    { name: 'email', field: 'EMAIL', attribute: 'email' },
    { name: 'city', field: 'ATTRIBUTE', attribute: 'city' },
  ],
  onConflict: 'UPDATE',
  blanks: 'KEEP',
  listIds: [],
  newLists: [],
  madeListIds: [],
};

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function all(batches: AsyncIterable<Batch>): Promise<Batch[]> {
  const found: Batch[] = [];
  for await (const batch of batches) found.push(batch);
  return found;
}

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, row) => `p${from + row}@example.com,Орёл\n`).join('');

/** Prints which modules a process that reads a file has loaded, and how many rows it got. */
const program = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  const { readApart } = await import('./read-apart.ts');
  let rows = 0;
  const bytes = (async function* () { yield Buffer.from('email,city\\na@example.com,Rome\\n'); })();
  for await (const batch of readApart(bytes, ${JSON.stringify(settings)}, { done: 0 })) rows += batch.rows;
  console.log(JSON.stringify({ rows, loaded }));
`;

test('a process that imports loads nothing of what reads a file', async () => {
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
  });
  const { rows: count, loaded } = JSON.parse((await run).stdout) as { rows: number; loaded: string[] };
  expect(count).toBe(1);
  expect(loaded.join()).toContain('read-apart.ts');
  expect(loaded.filter((url) => /scan-record|read-records|read-person|iconv|chardet/.test(url))).toEqual([]);
});

test('batches come one by one, as they are taken, and end where the rows do', async () => {
  const given: number[] = [];
  async function* counted() {
    for (const piece of ['email,city\n', rows(0, 15_000), rows(15_000, 15_000)]) {
      given.push(piece.length);
      yield Buffer.from(piece);
    }
  }
  const batches = readApart(counted(), settings, { done: 0 });
  const first = (await batches.next()).value!;
  expect([first.rows, first.people.count, given.length]).toEqual([10_000, 10_000, 2]);
  const others = await all(batches);
  expect(others.map((batch) => batch.rows)).toEqual([10_000, 10_000]);
  expect(JSON.parse(Buffer.from(others[1]!.people.emails).toString()).at(-1)).toBe('p29999@example.com');
});

test('rows with long titles and short values come in smaller batches', async () => {
  const columns = Array.from({ length: 60 }, (_, index) => ({
    name: `c${index}`,
    field: index === 0 ? ('EMAIL' as const) : ('ATTRIBUTE' as const),
    attribute: `${'ы'.repeat(190)}${index}`,
  }));
  const lines = Array.from({ length: 2000 }, (_, row) => `p${row}@example.com${',x'.repeat(59)}\n`);
  const read = readApart(pieces('c0\n', lines.join('')), { ...settings, columns }, { done: 0 });
  const batches = await all(read);
  expect(batches.reduce((sum, batch) => sum + batch.people.count, 0)).toBe(2000);
  expect(
    Math.max(...batches.map(({ people }) => Buffer.from(people.attributes).toString().length)),
  ).toBeLessThan(8_000_000);
});

test('a piece that takes too long ends the thread', async () => {
  const read = readApart(pieces('email\n', rows(0, 50_000)), settings, { done: 0, deadline: 1 });
  await expect(all(read)).rejects.toBeInstanceOf(ThreadEnded);
});

test('a file that cannot be read in time ends its import in words', async () => {
  const owner = await build.user();
  const { orm, ...app } = await testApp();
  const uploadId = await buildUpload(owner, `email,city\n${rows(0, 30_000)}`);
  const ctx = app.asSystem();
  const { id } = await createImport(ctx, { uploadId, columns: [], onConflict: 'UPDATE' });
  const claimed = await claimImport(orm.em.fork(), { leaseSeconds: 20, importId: id });
  const work = {
    orm,
    log: app.log,
    leaseSeconds: 20,
    signal: new AbortController().signal,
    pieceDeadline: 1,
  };
  expect(await runImport(claimed!, work)).toBe(true);
  const done = await orm.em.fork().findOneOrFail(RecipientImport, id);
  expect(done).toMatchObject({ status: 'FAILED', error: 'IMPORT_UNREADABLE', upload: null });
});
