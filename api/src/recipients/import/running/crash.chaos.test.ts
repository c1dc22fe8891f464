import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { build } from '../../../../test/build.ts';
import { buildUpload } from '../../../../test/build-import.ts';
import { rounds } from '../../../../test/chaos.ts';
import { as } from '../../../../test/client.ts';
import { testApp } from '../../../../test/database.ts';
import { importText, peopleByAddress } from '../../../../test/import-text.ts';
import { spawnWorker } from '../../../../test/spawn-worker.ts';
import { until } from '../../../../test/worker.ts';
import { createImport } from '../create-import.ts';
import { RecipientImport } from '../recipient-import.entity.ts';

type User = Awaited<ReturnType<typeof build.user>>;

const MINUTES = 60_000;
const ROWS = rounds({ short: 30_000, full: 400_000 });
const KILLS = rounds({ short: 3, full: 30 });
const UNDO = 'mutation ($id: ID!) { undoRecipientImport(id: $id) { status } }';
const LISTS = '{ recipientLists { nodes { name recipientCount } } }';

/** Creates an import that waits for a worker. */
async function start(owner: User, text: string, newLists: string[] = []): Promise<number> {
  const ctx = (await testApp()).asSystem();
  const uploadId = await buildUpload(owner, text);
  return (await createImport(ctx, { uploadId, columns: [], onConflict: 'UPDATE', newLists })).id;
}

const find = async (id: number) => (await testApp()).orm.em.fork().findOneOrFail(RecipientImport, id);
const isBusy = ({ status }: RecipientImport) => ['QUEUED', 'RUNNING', 'UNDOING'].includes(status);

/**
 * Lets worker processes work on imports until they have ended. Each worker but the last is killed in the
 * middle.
 */
async function workWithKills(ids: number[], kills: number): Promise<void> {
  const app = await testApp();
  const env = { databaseUrl: app.databaseUrl, smtpUrl: 'smtp://127.0.0.1:9' };
  const state = async () => Promise.all(ids.map(find));
  const mark = async () =>
    (await state())
      .map(({ status, rowCount, batchCount }) => `${status}/${rowCount}/${batchCount}`)
      .join(' ');
  for (let kill = 0; kill < kills; kill++) {
    const worker = await spawnWorker(env);
    const before = await mark();
    await until(async () => (await mark()) !== before, 60);
    await sleep(Math.random() * 300);
    await worker.kill();
  }
  const last = await spawnWorker(env);
  await until(async () => !(await state()).some(isBusy), 600);
  await last.stop();
}

test(
  'killed again and again, workers lose no row, save none twice, and undo all of it',
  { timeout: 30 * MINUTES },
  async () => {
    const owner = await build.user();
    await importText(owner, known(2000), { newLists: ['Old friends'] });
    const before = await peopleByAddress(owner);
    const file = mixedFile(ROWS);
    const id = await start(owner, file.text, ['Friends']);
    await workWithKills([id], KILLS);
    const done = await find(id);
    expect(done).toMatchObject({ status: 'COMPLETED', ...file.counts });
    expect(await peopleByAddress(owner)).toEqual(file.people);
    expect((await as(owner).ask(LISTS)).recipientLists.nodes).toEqual([
      { name: 'Friends', recipientCount: file.listed },
      { name: 'Old friends', recipientCount: 2000 },
    ]);

    await as(owner).ask(UNDO, { id });
    await workWithKills([id], KILLS);
    expect((await find(id)).status).toBe('UNDONE');
    expect(await peopleByAddress(owner)).toEqual(before);
    expect((await as(owner).ask(LISTS)).recipientLists.nodes).toEqual([
      { name: 'Old friends', recipientCount: 2000 },
    ]);
  },
);

test.each([0, 1])(
  'two imports of one owner at once, killed together, and undone in either order: number %i first',
  { timeout: 30 * MINUTES },
  async (first) => {
    const owner = await build.user();
    await importText(owner, known(1000));
    const before = await peopleByAddress(owner);
    const half = ROWS / 2;
    const a = await start(owner, rowsOf({ from: 0, to: half * 2, name: 'A' }));
    const b = await start(owner, rowsOf({ from: half, to: half * 3, name: 'B' }));
    await workWithKills([a, b], rounds({ short: 1, full: 10 }));
    const [one, other] = [await find(a), await find(b)];
    expect([one, other]).toMatchObject([
      { status: 'COMPLETED', rowCount: half * 2 },
      { status: 'COMPLETED', rowCount: half * 2 },
    ]);
    expect(one.createdCount + other.createdCount).toBe(half * 3 - 1000);
    expect(one.updatedCount + other.updatedCount).toBe(half + 1000);
    const people = await peopleByAddress(owner);
    expect(people.size).toBe(half * 3);
    for (const [address, name] of people) {
      const number = Number(/\d+/.exec(address)![0]);
      const wrong = number < half ? name !== 'A' : number >= half * 2 ? name !== 'B' : !/^[AB]$/.test(name);
      if (wrong) throw new Error(`${address} is called ${name}.`);
    }
    for (const id of first === 0 ? [a, b] : [b, a]) {
      await as(owner).ask(UNDO, { id });
      await workWithKills([id], rounds({ short: 0, full: 5 }));
    }
    expect(await peopleByAddress(owner)).toEqual(before);
  },
);

const known = (count: number) => rowsOf({ from: 0, to: count, name: 'Before' });

function rowsOf({ from, to, name }: { from: number; to: number; name: string }): string {
  const rows = Array.from({ length: to - from }, (_, row) => `p${from + row}@example.com,${name}`);
  return ['email,name', ...rows].join('\n');
}

/** Rows of every kind, with what should become of them if the first 2,000 addresses exist. */
function mixedFile(size: number) {
  const people = new Map<string, string>();
  const counts = {
    rowCount: size,
    createdCount: 0,
    updatedCount: 0,
    suppressedCount: 0,
    repeatedCount: 0,
    rejectedCount: 0,
  };
  const lines = ['email,name,status'];
  for (let row = 0; row < size; row++) {
    const [address, name] = [`p${row}@example.com`, `Имя ${row}`];
    if (row % 1000 === 999) {
      lines.push(`nobody ${row},${name},`);
      counts.rejectedCount++;
    } else if (row % 100 === 50) {
      // A row from far above is repeated, in another spelling and with another name.
      const earlier = `p${(row - 50) / 2 + 1}@example.com`;
      lines.push(`${earlier.toUpperCase()},Again ${row},`);
      people.set(earlier, `Again ${row}`);
      counts.repeatedCount++;
    } else {
      const isRefused = row % 50 === 7;
      lines.push(`${address},${name},${isRefused ? 'unsubscribed' : 'subscribed'}`);
      people.set(address, name);
      counts[isRefused ? 'suppressedCount' : row < 2000 ? 'updatedCount' : 'createdCount']++;
    }
  }
  const listed = people.size;
  // Existing recipients without a row in the file.
  for (let row = 0; row < 2000; row++) {
    const address = `p${row}@example.com`;
    if (!people.has(address)) people.set(address, 'Before');
  }
  return { text: lines.join('\n'), people, listed, counts };
}
