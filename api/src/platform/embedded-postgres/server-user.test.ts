import {
  chmodSync,
  chownSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { quietLog } from '../../../test/quiet-log.ts';
import { ensurePostgres } from './ensure-postgres.ts';
import { nativePrograms } from './native-programs.ts';
import { readPidFile } from './pid-file.ts';
import { reachablePrograms } from './reachable-programs.ts';
import { giveTree, nobody, serverUser } from './server-user.ts';

const isRoot = process.getuid?.() === 0;

test('what it makes is closed to everybody else', async () => {
  const dir = newFolder();
  await (await start(dir)).stop();
  expect(openBelow(dir)).toEqual([]);
});

test.runIf(isRoot)(
  'as root it runs as a user of its own without any rights, below a closed folder',
  async () => {
    const dir = newFolder();
    await start(dir);
    const status = readFileSync(`/proc/${pidOf(dir)}/status`, 'utf8');
    const owner = statSync(join(dir, 'data')).uid;
    expect([0, nobody()]).not.toContain(owner);
    expect(readFileSync('/etc/passwd', 'utf8')).not.toContain(`:${owner}:`);
    expect(status).toMatch(new RegExp(`^Uid:\\s+${owner}\\s+${owner}\\s+${owner}\\s+${owner}$`, 'm'));
    expect(status).toMatch(new RegExp(`^Gid:\\s+${owner}\\s`, 'm'));
    expect(status).toMatch(/^Groups:\s*$/m);
    for (const set of ['Inh', 'Prm', 'Eff', 'Bnd', 'Amb'])
      expect(status).toMatch(new RegExp(`^Cap${set}:\\s+0+$`, 'm'));
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    for (const path of everythingBelow(join(dir, 'data'))) expect(statSync(path).uid).toBe(owner);
  },
);

test.runIf(isRoot)(
  'what earlier versions ran as nobody goes to a user of its own, and keeps what is in it',
  async () => {
    const dir = newFolder();
    const before = await start(dir);
    await query(before.url, 'create table kept as select 7 as value');
    await before.stop();
    giveTree(join(dir, 'data'), { uid: nobody(), gid: nobody() });
    // Killed midway: some of it has changed owner, and the folder itself not yet.
    chownSync(join(dir, 'data', 'global'), 60_000, 60_000);
    chmodSync(dir, 0o711);

    const after = await start(dir);
    expect(await query(after.url, 'select value from kept')).toEqual([{ value: 7 }]);
    const owner = statSync(join(dir, 'data')).uid;
    expect(owner).not.toBe(nobody());
    for (const path of everythingBelow(join(dir, 'data'))) expect(statSync(path).uid).toBe(owner);
    expect(openBelow(dir)).toEqual([]);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  },
);

test.runIf(isRoot)('a data folder that belongs to a user runs as that user', async () => {
  const dir = newFolder();
  await (await start(dir)).stop();
  giveTree(join(dir, 'data'), { uid: 4321, gid: 4321 });
  await start(dir);
  expect(readFileSync(`/proc/${pidOf(dir)}/status`, 'utf8')).toMatch(/^Uid:\s+4321\s/m);
});

test.runIf(isRoot)('programs below a closed folder are run from a copy, once there is a place for it', () => {
  const user = serverUser({ dir: newFolder(), data: '/nonexistent' })!;
  const [closed, place] = [newFolder(), newFolder()];
  cpSync(join(nativePrograms(), '..'), join(closed, 'package'), { recursive: true, verbatimSymlinks: true });
  const programs = join(closed, 'package', 'native');
  chmodSync(place, 0o755);
  const copy = reachablePrograms(programs, user, ['/nonexistent/postline', place]);
  expect(copy).toMatch(/postgresql-18\.[\w.-]+$/);
  expect(reachablePrograms(copy, user)).toBe(copy);
  const { ino } = statSync(copy);
  expect(statSync(reachablePrograms(programs, user, [place])).ino).toBe(ino);
  expect(readdirSync(place)).toHaveLength(1);

  expect(() => reachablePrograms(programs, user, ['/nonexistent/postline'])).toThrow(
    /user of its own \(\d+\).*Start Postline as another user than root/,
  );
  // Where others may write, they could put there what runs next.
  chmodSync(place, 0o777);
  expect(() => reachablePrograms(programs, user, [place])).toThrow('no copy can be made');
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postline-user-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dir: string) {
  const server = await ensurePostgres({ dir, log: quietLog, flags: ['-c', 'fsync=off'] });
  onTestFinished(() => server.stop());
  return server;
}

const pidOf = (dir: string) => readPidFile(join(dir, 'data'))!.pid;

const everythingBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));

/** Paths that others may read, write or enter. */
const openBelow = (folder: string) =>
  everythingBelow(folder).filter((path) => (statSync(path).mode & 0o077) !== 0);

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
