import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LogFile } from './log-file.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postline-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -1);
const filesIn = (folder: string) => readdirSync(folder).toSorted();

test('processes that share a folder lose no line, tear none, and end in the file that is followed by its name', async () => {
  const folder = newFolder();
  const program = `
    const { LogFile } = await import(${JSON.stringify(import.meta.resolve('./log-file.ts'))});
    const file = new LogFile({ folder: ${JSON.stringify(folder)}, most: 5000, kept: 1000, onError(error) { throw error; } });
    for (let n = 0; n < 2000; n++) file.write(process.argv[1] + ' ' + n + '\\n');
    process.stdin.on('end', () => file.write(process.argv[1] + ' ends\\n')).resume();
    console.log('written');`;
  const writers = ['a', 'b', 'c'].map((name) =>
    spawn(process.execPath, ['--input-type=module', '--eval', program, name], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  await Promise.all(writers.map(({ stdout }) => once(stdout, 'data')));
  for (const { stdin } of writers) stdin.end();
  await Promise.all(writers.map((writer) => once(writer, 'exit')));
  const files = filesIn(folder);
  expect(files.length).toBeGreaterThan(2);
  const lines = files.flatMap((name) => linesOf(join(folder, name)));
  const said = [...Array.from({ length: 2000 }, (_, n) => n), 'ends'];
  const expected = ['a', 'b', 'c'].flatMap((name) => said.map((what) => `${name} ${what}`));
  expect(lines.toSorted()).toEqual(expected.toSorted());
  for (const name of files) expect(statSync(join(folder, name)).size).toBeLessThan(6000);
  // What each process wrote last, after all have rotated: none still writes to a file that nobody follows.
  const followed = linesOf(join(folder, 'postline.log'));
  expect(followed).toEqual(expect.arrayContaining(['a ends', 'b ends', 'c ends']));
});

const open = (folder: string, more: Partial<ConstructorParameters<typeof LogFile>[0]> = {}) =>
  new LogFile({ folder, most: 100, kept: 2, onError: (error) => expect.unreachable(String(error)), ...more });

test('the newest files are kept, and only those', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'notes.txt'), 'Not ours.');
  const file = open(folder);
  for (let n = 0; n < 10; n++) file.write(`${n} ${'x'.repeat(80)}\n`);
  const [first, second, ...rest] = filesIn(folder);
  expect(rest).toEqual(['notes.txt', 'postline.log']);
  const numbers = [first!, second!, 'postline.log'].map((name) => linesOf(join(folder, name))[0]![0]);
  expect(numbers).toEqual(['7', '8', '9']);
});

test('a line that is longer than a file stands alone in one', () => {
  const folder = newFolder();
  const file = open(folder);
  file.write('short\n');
  file.write(`${'x'.repeat(500)}\n`);
  file.write('short again\n');
  expect(linesOf(join(folder, 'postline.log'))).toEqual(['short again']);
  expect(filesIn(folder)).toHaveLength(3);
});

test('a file or folder that was removed is there again with the next line', () => {
  const folder = join(newFolder(), 'deep', 'logs');
  const file = open(folder);
  file.write('one\n');
  rmSync(join(folder, 'postline.log'));
  file.write('two\n');
  expect(linesOf(join(folder, 'postline.log'))).toEqual(['two']);
  rmSync(folder, { recursive: true });
  file.write('three\n');
  expect(linesOf(join(folder, 'postline.log'))).toEqual(['three']);
  expect(statSync(join(folder, 'postline.log')).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a process that was killed while it rotated keeps the others from it for a moment only', () => {
  const folder = newFolder();
  const lock = join(folder, 'postline.log.lock');
  writeFileSync(lock, '');
  utimesSync(lock, 1, 1);
  const file = open(folder);
  for (let n = 0; n < 4; n++) file.write(`${n} ${'x'.repeat(80)}\n`);
  expect(existsSync(lock)).toBe(false);
  expect(filesIn(folder).length).toBeGreaterThan(1);
});

test('what cannot be written is told once, and again when it had been possible between', () => {
  const folder = join(newFolder(), 'logs');
  writeFileSync(folder, 'A file is in the way.');
  const told: string[] = [];
  const file = open(folder, { onError: ({ message }) => void told.push(message) });
  file.write('one\n');
  file.write('two\n');
  expect(told).toHaveLength(1);
  rmSync(folder);
  file.write('three\n');
  expect(linesOf(join(folder, 'postline.log'))).toEqual(['three']);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'Again.');
  file.write('four\n');
  expect(told).toHaveLength(2);
});

describe.runIf(process.getuid?.() === 0)('by root, in a folder of somebody else', () => {
  const USER = 60_000;

  function newFolderOfUser(): string {
    const folder = newFolder();
    chownSync(folder, USER, USER);
    return folder;
  }

  test('what it creates belongs to the user of the folder, who would be locked out otherwise', () => {
    const folder = join(newFolderOfUser(), 'var', 'logs');
    const file = open(folder, { kept: 1 });
    for (let n = 0; n < 3; n++) file.write(`${n} ${'x'.repeat(80)}\n`);
    const files = filesIn(folder);
    expect(files).toHaveLength(2);
    for (const path of [dirname(folder), folder, ...files.map((name) => join(folder, name))])
      expect({ path, ...statSync(path) }).toMatchObject({ path, uid: USER, gid: USER });
    expect(statSync(join(folder, 'postline.log')).mode & 0o777).toBe(0o600);
  });

  test('no link of that user is followed to a file that only root may write', () => {
    const [folder, target] = [newFolderOfUser(), join(newFolder(), 'precious')];
    writeFileSync(target, '');
    symlinkSync(target, join(folder, 'postline.log'));
    const told: string[] = [];
    open(folder, { onError: ({ message }) => void told.push(message) }).write('one\n');
    expect(told).toEqual([expect.stringContaining('ELOOP')]);
    expect(readFileSync(target, 'utf8')).toBe('');
    expect(statSync(target).uid).toBe(0);
  });
});
