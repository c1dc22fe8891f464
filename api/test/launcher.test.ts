import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** A checkout for the launcher: packages, sources, their build, and a program that prints its arguments. */
async function madeCheckout(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'postline-checkout-'));
  onTestFinished(() => {
    for (const path of pathsIn(folder)) chmodSync(path, 0o755);
    rmSync(folder, { recursive: true, force: true });
  });
  const lock = JSON.stringify({ packages: {} });
  const files = {
    'package-lock.json': lock,
    'node_modules/.package-lock.json': lock,
    'api/package.json': '{ "type": "module" }',
    'api/src/programs/cli.ts': '// One.',
    'api/dist/main.js': "console.log('It runs:', ...process.argv.slice(2));",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cpSync(join(import.meta.dirname, '..', 'bin'), join(folder, 'api', 'bin'), {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  const stamps = (await import(pathToFileURL(join(folder, 'api', 'bin', 'source-stamp.mjs')).href)) as {
    sourceStamp(part: string): string;
    writeSourceStamp(part: string, stamp: string): void;
  };
  stamps.writeSourceStamp('api', stamps.sourceStamp('api'));
  return folder;
}

const pathsIn = (folder: string) => [
  folder,
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
];

/** Starts it as a user who may read the checkout but not write to it. */
function startedByAnother(folder: string) {
  for (const path of pathsIn(folder)) chmodSync(path, 0o555);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(folder, 'api', 'bin', 'postline.mjs'), 'check'],
    {
      cwd: '/',
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: '/' },
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    },
  );
  return { status, stdout, stderr };
}

test('what was built runs as another user, whatever a copy or an image did to the times of its files', async () => {
  const folder = await madeCheckout();
  for (const path of pathsIn(folder)) utimesSync(path, 1_000_000_000, 1_000_000_000);
  expect(startedByAnother(folder)).toEqual({ status: 0, stdout: 'It runs: check\n', stderr: '' });
  expect(existsSync(join(folder, '.toolchain.lock'))).toBe(false);
});

test('sources that changed in a checkout of somebody else are told in a line', async () => {
  const folder = await madeCheckout();
  writeFileSync(join(folder, 'api', 'src', 'programs', 'cli.ts'), '// Two.');
  expect(startedByAnother(folder)).toEqual({
    status: 1,
    stdout: '',
    stderr: `postline: Something has to be installed or built, and ${folder} cannot be written (EACCES). Run npm run build as its owner\n`,
  });
});

test('so are packages that are missing', async () => {
  const folder = await madeCheckout();
  rmSync(join(folder, 'node_modules', '.package-lock.json'));
  expect(startedByAnother(folder)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^postline: .* cannot be written \(EACCES\)\. .*\n$/),
  });
});

test('an image without sources runs what was built', async () => {
  const folder = await madeCheckout();
  rmSync(join(folder, 'api', 'src'), { recursive: true });
  expect(startedByAnother(folder)).toMatchObject({ status: 0, stdout: 'It runs: check\n' });
});
