import { expect, test } from 'vitest';
import { build } from '../../../../test/build.ts';
import { buildUpload } from '../../../../test/build-import.ts';
import { as } from '../../../../test/client.ts';
import { testApp } from '../../../../test/database.ts';
import { importText, peopleOf } from '../../../../test/import-text.ts';
import { AuditEntry } from '../../../audit/audit-entry.entity.ts';
import { cleanUpImports } from '../clean-up-imports.ts';
import { createImport } from '../create-import.ts';
import { RecipientImport } from '../recipient-import.entity.ts';
import { claimImport, type ClaimedImport } from './claim-import.ts';
import { ImportWorker } from './import-worker.ts';
import { runImport } from './run-import.ts';

const leaseSeconds = 20;
const UNDO = 'mutation ($id: ID!) { undoRecipientImport(id: $id) { id status isUndoable } }';
const CANCEL = 'mutation ($id: ID!) { cancelRecipientImport(id: $id) { id status finishedAt } }';
const CONFIRM = 'mutation ($id: ID!) { confirmRecipientImport(id: $id) { id status dryRun rowCount } }';

const lines = (count: number, prefix = 'p') =>
  ['email,name', ...Array.from({ length: count }, (_, row) => `${prefix}${row}@example.com,Имя ${row}`)].join(
    '\n',
  );

/** An import of a text that waits for a worker. */
async function waiting(text: string, rules: Parameters<typeof createImport>[1] | object = {}) {
  const owner = await build.user();
  const ctx = (await testApp()).asSystem();
  const uploadId = await buildUpload(owner, text);
  const { id } = await createImport(ctx, { uploadId, columns: [], onConflict: 'UPDATE', ...rules });
  return { owner, id };
}

const find = async (id: number) => (await testApp()).orm.em.fork().findOneOrFail(RecipientImport, id);

/** Works on an import until it ends, or until something happens after a batch. */
async function work(
  id: number,
  { onBatch, signal = new AbortController().signal }: Partial<Parameters<typeof runImport>[1]> = {},
) {
  const { orm, log } = await testApp();
  const claimed = await claimImport(orm.em.fork(), { leaseSeconds, importId: id });
  if (!claimed) throw new Error('Another worker has it.');
  return runImport(claimed, { orm, log, leaseSeconds, signal, ...(onBatch && { onBatch }) });
}

const expire = async (id: number) =>
  (await testApp()).orm.em
    .fork()
    .execute("update recipient_import set leased_until = now() - interval '1 second' where id = ?", [id]);

const countOf = async (owner: { id: number }) => {
  const { orm } = await testApp();
  const [row] = await orm.em
    .fork()
    .execute<{ count: number; addresses: number }[]>(
      'select count(*)::int as count, count(distinct address_hash)::int as addresses from recipient where owner_id = ?',
      [owner.id],
    );
  return row!;
};

test('a worker that dies is followed by another, which loses no row and saves none twice', async () => {
  const rows = lines(35_000).split('\n');
  // Repeated far apart: what later rows mean must be known after the restart too.
  rows.push('p1@example.com,Anna', 'P34999@EXAMPLE.com,', 'nobody,x');
  const { owner, id } = await waiting(rows.join('\n'), { newLists: ['Friends'] });
  for (let death = 1; death <= 3; death++) {
    const died = new Error('The process is gone.');
    const dying = work(id, {
      onBatch: () => {
        throw died;
      },
    });
    await expect(dying).rejects.toBe(died);
    expect((await find(id)).rowCount).toBe(death * 10_000);
    expect(await countOf(owner)).toEqual({ count: death * 10_000, addresses: death * 10_000 });
    await expire(id);
  }
  expect(await work(id)).toBe(true);
  const done = await find(id);
  expect(done).toMatchObject({
    status: 'COMPLETED',
    rowCount: 35003,
    createdCount: 35e3,
    repeatedCount: 2,
    rejectedCount: 1,
  });
  expect(await countOf(owner)).toEqual({ count: 35_000, addresses: 35_000 });
  const { orm } = await testApp();
  const ends = await orm.em.fork().find(AuditEntry, { action: 'IMPORT_ENDED', ownerId: owner.id });
  const details = { import: id, status: 'COMPLETED', rows: 35_003, created: 35_000, updated: 0, rejected: 1 };
  expect(ends).toMatchObject([{ actorKind: 'SERVICE', subject: 'RECIPIENTS', details }]);
  const list = (await as(owner).ask('{ recipientLists { nodes { name recipientCount } } }')).recipientLists
    .nodes;
  expect(list).toEqual([{ name: 'Friends', recipientCount: 35_000 }]);
});

test('a worker that was taken for dead saves nothing more', async () => {
  const { owner, id } = await waiting(lines(20_000));
  let second: Promise<boolean> | undefined;
  const first = work(id, {
    async onBatch() {
      if (second) return;
      await expire(id);
      second = work(id);
      await second;
    },
  });
  expect(await first).toBe(true);
  await second;
  expect(await find(id)).toMatchObject({ status: 'COMPLETED', rowCount: 20_000, createdCount: 20_000 });
  expect((await countOf(owner)).count).toBe(20_000);
});

test('a worker that is asked to end gives the import back behind a batch', async () => {
  const { owner, id } = await waiting(lines(25_000));
  const { orm, log, services } = await testApp();
  const ending = new AbortController();
  expect(await work(id, { signal: ending.signal, onBatch: () => ending.abort() })).toBe(false);
  expect((await countOf(owner)).count).toBe(10_000);
  await expire(id);
  const worker = new ImportWorker({ orm, log, cache: services.cache, times: { leaseSeconds, pause: 20 } });
  worker.start();
  await expect.poll(async () => (await find(id)).status, { timeout: 30_000 }).toBe('COMPLETED');
  await worker.stop();
  expect((await countOf(owner)).count).toBe(25_000);
});

test('two imports of one owner at once count every row, and no recipient twice', async () => {
  const { owner, id } = await waiting(lines(12_000));
  const ctx = (await testApp()).asSystem();
  const uploadId = await buildUpload(owner, lines(12_000).replaceAll('@example.com', '@EXAMPLE.com'));
  const other = await createImport(ctx, { uploadId, columns: [], onConflict: 'UPDATE' });
  await Promise.all([work(id), work(other.id)]);
  const [a, b] = [await find(id), await find(other.id)];
  expect(a.createdCount + b.createdCount).toBe(12_000);
  expect(a.unchangedCount + b.unchangedCount).toBe(12_000);
  expect(await countOf(owner)).toEqual({ count: 12_000, addresses: 12_000 });
});

test('somebody ends an import: the rows that are saved stay, and can be undone', async () => {
  const { owner, id } = await waiting(lines(25_000), { newLists: ['Friends'] });
  let answer: Promise<object> | undefined;
  await work(id, {
    async onBatch() {
      answer ??= as(owner).ask(CANCEL, { id });
      await answer;
    },
  });
  expect(await answer).toMatchObject({ cancelRecipientImport: { status: 'CANCELLED' } });
  const { count } = await countOf(owner);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(25_000);
  expect((await find(id)).rowCount).toBe(count);
  expect((await as(owner).refused(CANCEL, { id })).extensions.reason).toBe('IMPORT_HAS_ENDED');
  expect((await as(owner).ask(UNDO, { id })).undoRecipientImport).toMatchObject({ status: 'UNDOING' });
  await work(id);
  expect((await countOf(owner)).count).toBe(0);
  expect((await as(owner).ask('{ recipientLists { totalCount } }')).recipientLists.totalCount).toBe(0);
});

test('an undo brings back what was there, and leaves alone what somebody has done since', async () => {
  const owner = await build.user();
  await importText(
    owner,
    'email,name,city\nanna@example.com,Anna,Köln\nbert@example.com,Bert,Bern\ncleo@example.com,Cleo,\n',
  );
  const before = await peopleOf(owner);
  const csv =
    'email,name,city\nanna@example.com,Anna K.,Bonn\nbert@example.com,B.,\nanna@example.com,Anna L.,\nnew@example.com,New,\nkept@example.com,Kept,\n';
  const { id } = await importText(owner, csv, { newLists: ['Friends'] });
  const { orm } = await testApp();
  const [kept] = await orm.em
    .fork()
    .execute<{ id: number }[]>("select id from recipient where owner_id = ? and email = 'kept@example.com'", [
      owner.id,
    ]);
  await as(owner).ask('mutation ($id: ID!) { updateRecipient(id: $id, input: { comment: "Mine" }) { id } }', {
    id: kept!.id,
  });
  await as(owner).ask(UNDO, { id });
  await work(id);
  expect(await find(id)).toMatchObject({ status: 'UNDONE' });
  const after = await peopleOf(owner);
  expect(after.filter(({ email }) => email !== 'kept@example.com')).toEqual(before);
  expect(after).toHaveLength(4);
  expect((await as(owner).refused(UNDO, { id })).extensions.reason).toBe('IMPORT_CANNOT_BE_UNDONE');
});

test('an undo that is interrupted goes on', async () => {
  const { owner, id } = await waiting(lines(25_000));
  await work(id);
  await as(owner).ask(UNDO, { id });
  const died = new Error('The process is gone.');
  await expect(
    work(id, {
      onBatch: () => {
        throw died;
      },
    }),
  ).rejects.toBe(died);
  expect((await countOf(owner)).count).toBe(20_000);
  await expire(id);
  await work(id);
  expect((await countOf(owner)).count).toBe(0);
});

test('a dry run is confirmed, and then saves what it has counted', async () => {
  const { owner, id } = await waiting(`${lines(30)}\nnobody,x`, { dryRun: true });
  await work(id);
  expect(await find(id)).toMatchObject({
    status: 'CHECKED',
    rowCount: 31,
    createdCount: 30,
    rejectedCount: 1,
  });
  expect((await countOf(owner)).count).toBe(0);
  const confirmed = (await as(owner).ask(CONFIRM, { id })).confirmRecipientImport;
  expect(confirmed).toMatchObject({ status: 'QUEUED', dryRun: false, rowCount: 0 });
  await work(id);
  expect(await find(id)).toMatchObject({ status: 'COMPLETED', rowCount: 31, createdCount: 30, upload: null });
  expect((await as(owner).refused(CONFIRM, { id })).extensions.reason).toBe('IMPORT_NOT_CHECKED');
});

test('what ends its worker again and again ends itself', async () => {
  const { id } = await waiting(lines(1));
  const { orm } = await testApp();
  let claimed: ClaimedImport | null = null;
  for (let attempt = 1; attempt <= 6; attempt++) {
    await expire(id);
    claimed = await claimImport(orm.em.fork(), { leaseSeconds, importId: id });
  }
  await runImport(claimed!, {
    orm,
    log: (await testApp()).log,
    leaseSeconds,
    signal: new AbortController().signal,
  });
  expect(await find(id)).toMatchObject({ status: 'FAILED', error: 'IMPORT_BROKEN' });
});

test('files that wait for nothing go after a day, and dry runs that nobody has confirmed', async () => {
  const { id } = await waiting(lines(1), { dryRun: true });
  await work(id);
  const owner = await build.user();
  const [old, young] = [await buildUpload(owner), await buildUpload(owner)];
  const em = (await testApp()).orm.em.fork();
  const age = "interval '25 hours'";
  await em.execute(`update upload set created_at = now() - ${age} where id <> ?`, [young]);
  await em.execute(`update recipient_import set finished_at = now() - ${age} where id = ?`, [id]);
  expect(await cleanUpImports(em)).toBeGreaterThanOrEqual(2);
  expect(await find(id)).toMatchObject({ status: 'CANCELLED', upload: null });
  const left = await em.execute<{ id: number }[]>('select id from upload where id in (?, ?)', [old, young]);
  expect(left).toEqual([{ id: Number(young) }]);
});

test('wherever a batch ends, the counts are the same', async () => {
  const words = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const rows = Array.from({ length: 300 }, (_, row) => {
    const name = words[(row * 7) % 5]!;
    return `${words[(row * 5) % 7]}${row % 40}@example.com,${row % 3 === 0 ? '' : name},${row % 11 === 0 ? 'bounced' : ''}`;
  });
  const csv = (filler: number) =>
    [
      'email,name,status',
      ...Array.from({ length: filler }, (_, row) => `x${row}@example.com,,`),
      ...rows,
    ].join('\n');
  const counts = [];
  for (const filler of [0, 9_850]) {
    const owner = await build.user();
    await importText(owner, 'email,name\na0@example.com,a\nb1@example.com,x\n');
    const { counts: found } = await importText(owner, csv(filler));
    counts.push({ ...found, rows: found.rows! - filler, created: found.created! - filler });
    counts.push((await peopleOf(owner)).filter(({ email }) => !email.startsWith('x')).length);
  }
  expect(counts[2]).toEqual(counts[0]);
});
