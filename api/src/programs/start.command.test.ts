import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { runPostline, startPostline } from '../../test/run-postline.ts';

/** Everything in one, with an embedded PostgreSQL and mail catcher of its own. */
async function startAll(more: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'postline-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [data, logs] = [join(folder, 'data'), join(folder, 'logs')];
  const postline = await startPostline(['start'], {
    DATA_DIR: data,
    LOG_DIR: logs,
    LOG_LEVEL: 'info',
    LANG: 'en_US.UTF-8',
    WORKERS: '0',
    ...more,
  });
  await postline.says('Postline is ready');
  return { ...postline, data, logs };
}

async function stop({ child, finished }: Awaited<ReturnType<typeof startAll>>): Promise<void> {
  child.kill('SIGTERM');
  expect(await finished).toMatchObject({ code: 0 });
}

test('whatever is written is for the user of the program alone', { timeout: 120_000 }, async () => {
  const postline = await startAll();
  const open = (folder: string) =>
    [
      folder,
      ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    ].filter((path) => (statSync(path).mode & 0o077) !== 0);
  expect(open(postline.data)).toEqual([]);
  expect(open(postline.logs)).toEqual([]);
  expect(readdirSync(postline.logs)).toEqual(['postline.log']);
  expect(readdirSync(postline.data).toSorted()).toEqual(['first-login', 'mailbox', 'postgres']);
  await stop(postline);
  expect(readFileSync(join(postline.logs, 'postline.log'), 'utf8')).toContain(
    'Making a database cluster, once',
  );
});

test('a start that fails ends, whatever it has opened', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postline-start-'));
  const busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  onTestFinished(() => {
    busy.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { port } = busy.address() as AddressInfo;
  const { databaseUrl } = await testApp();
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: folder, LANG: 'en_US.UTF-8', PORT: String(port) };
  for (const command of ['start', 'runserver'])
    expect(await runPostline([command], env)).toMatchObject({
      code: 75,
      stderr: expect.stringContaining('is in use'),
    });
});
