import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { createDatabase, testApp } from '../../test/database.ts';
import { runPostline, startPostline } from '../../test/run-postline.ts';
import { until } from '../../test/worker.ts';

// Otherwise the first start would create a superuser, and print the login.
beforeAll(async () => void (await build.user()));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postline-odd-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function fileInTheWay(): string {
  const path = join(newFolder(), 'file');
  writeFileSync(path, '');
  return path;
}

function lockedFolder(): string {
  const folder = newFolder();
  chmodSync(folder, 0o500);
  return join(folder, 'below');
}

const isRoot = process.getuid?.() === 0;
const places: [string, () => string, boolean][] = [
  ['a file', fileInTheWay, false],
  ['below a file', () => join(fileInTheWay(), 'folder'), false],
  ['in /proc', () => '/proc/x/y', process.platform !== 'linux'],
  ['in /sys', () => '/sys/x', process.platform !== 'linux'],
  ['below a folder of somebody else', lockedFolder, isRoot],
];

const environment = async (more: Record<string, string> = {}) => ({
  DATABASE_URL: (await testApp()).databaseUrl,
  SMTP_URL: 'smtp://127.0.0.1:9',
  LANG: 'en_US.UTF-8',
  ...more,
});

describe.each(places)('%s', (_name, makePlace, isMissing) => {
  test.skipIf(isMissing).each<[string, Record<string, string>]>([
    ['the database', { DATABASE_URL: '' }],
    ['the mail catcher', { SMTP_URL: '' }],
  ])('as DATA_DIR of %s is one line that names the key', async (_of, more) => {
    const place = makePlace();
    const { code, stderr } = await runPostline(
      ['start'],
      await environment({ ...more, DATA_DIR: place, WORKERS: '0' }),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^DATA_DIR .* cannot be used: .*\n$/);
    expect(stderr).toContain(place);
  });

  test.skipIf(isMissing)('as LOG_DIR is one line that names the key, and everything goes on', async () => {
    const place = makePlace();
    const more = { LOG_DIR: place, LOG_LEVEL: 'info', DATA_DIR: newFolder() };
    const server = await startPostline(['runserver', '--no-worker'], await environment(more));
    await server.says('Postline is ready');
    server.child.kill('SIGTERM');
    const { code, stderr } = await server.finished;
    expect(code).toBe(0);
    const lines = stderr.split('\n').filter((line) => !line.startsWith('{') && line !== '');
    expect(lines).toEqual([expect.stringMatching(/^LOG_DIR .* cannot be written: .*/)]);
  });
});

test('an embedded database that cannot be started is a line, without a stack', async () => {
  const data = newFolder();
  mkdirSync(join(data, 'postgres', 'data'), { recursive: true });
  writeFileSync(join(data, 'postgres', 'data', 'PG_VERSION'), '9.6\n');
  const { code, stderr } = await runPostline(['start'], {
    ...(await environment({ DATA_DIR: data })),
    DATABASE_URL: '',
  });
  expect(code).toBe(75);
  expect(stderr).toContain(`The embedded PostgreSQL in DATA_DIR ${data} cannot be started`);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a key that is misspelt is told, with the one that was meant', async () => {
  const { code, stderr } = await runPostline(['check'], await environment({ SMTP_ULR: 'smtp://x' }));
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'Warning: nothing reads the key SMTP_ULR. Did you mean SMTP_URL?\n',
  });
});

test.each([
  [['--rate', '0'], '--rate cannot be used:\n  Between 0.001 and 1000000.\n'],
  [['--connections', '5000'], '--connections cannot be used:\n  Between 1 and 1000.\n'],
])('a limit that is out of range is told with its option: %j', async (options, stderr) => {
  const { databaseUrl } = await testApp();
  const env = { DATABASE_URL: databaseUrl, LANG: 'en_US.UTF-8' };
  expect(await runPostline(['set_limits', ...options], env)).toEqual({ code: 2, stdout: '', stderr });
});

test('a password that the first start refuses is told with its key, and not shown', async () => {
  const env = await environment({
    DATABASE_URL: await createDatabase(),
    DATA_DIR: newFolder(),
    ADMIN_PASSWORD: 'password123',
  });
  expect(await runPostline(['runserver', '--no-worker'], env)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'ADMIN_PASSWORD cannot be used:\n  This password is too common.\n',
  });
});

test('a server whose output nobody reads any more goes on', async () => {
  const busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const { port } = busy.address() as AddressInfo;
  busy.close();
  await once(busy, 'close');
  const logs = newFolder();
  const { child, finished } = await startPostline(
    ['runserver', '--no-worker'],
    await environment({ PORT: String(port), LOG_DIR: logs, LOG_LEVEL: 'info', DATA_DIR: newFolder() }),
  );
  finished.catch(() => {});
  child.stdout!.destroy();
  child.stderr!.destroy();
  await until(() => fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null), 20);
  for (let n = 0; n < 3; n++) {
    // Each request is a line of the log.
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query:
          'mutation ($email: String!) { login(input: { email: $email, password: "wrong-one-1" }) { id } }',
        variables: { email: `nobody${n}@example.org` },
      }),
    });
    expect(answer.status).toBeLessThan(500);
  }
  const log = join(logs, 'postline.log');
  await until(async () => existsSync(log) && readFileSync(log, 'utf8').includes('A log-in was refused'));
  expect(child.exitCode).toBeNull();
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
  expect(readFileSync(log, 'utf8')).toContain('The server is ready.');
});
