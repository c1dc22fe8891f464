import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { testApp } from '../../test/database.ts';
import { runPostline, startPostline } from '../../test/run-postline.ts';

const folder = mkdtempSync(join(tmpdir(), 'postline-runserver-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// Otherwise the first start would create a superuser, and print the login.
beforeAll(async () => void (await build.user()));

const environment = async (more: Record<string, string> = {}) => ({
  DATABASE_URL: (await testApp()).databaseUrl,
  SMTP_URL: 'smtp://127.0.0.1:9',
  LANG: 'ru_RU.UTF-8',
  DATA_DIR: folder,
  ...more,
});

async function busyPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('it listens where it is told to, says where, and ends when asked', async () => {
  const port = await freePort();
  const server = await startPostline(
    ['runserver', '--no-worker', `localhost:${port}`],
    await environment({ PORT: '5000' }),
  );
  await server.says(`Postline готов: http://localhost:${port}\n`);
  const status = async () => (await fetch(`http://localhost:${port}/healthz`)).status;
  expect(await status()).toBe(200);
  // It is not told to end when a terminal that it does not write to is closed.
  server.child.kill('SIGHUP');
  expect(await status()).toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.finished).toMatchObject({ code: 0, stderr: '' });
});

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

test.skipIf(!hasIpv6).each([
  ['[::1]:0', {}],
  [undefined, { HOST: '::1', PORT: '0' }],
])('an IPv6 address is an address: %s %j', async (address, more) => {
  const server = await startPostline(
    ['runserver', '--no-worker', ...(address ? [address] : [])],
    await environment(more),
  );
  await server.says('Postline готов: http://[::1]:');
  server.child.kill('SIGTERM');
  expect((await server.finished).code).toBe(0);
});

test.each(['x', '1:2:3', '::1:8000', '127.0.0.1:', '70000', ':8000'])('%j is no address', async (address) => {
  expect(await runPostline(['runserver', address], await environment())).toEqual({
    code: 2,
    stdout: '',
    stderr: `Укажите адрес как [адрес:]порт, а не ${address}.\n`,
  });
});

test('a port that is in use is told', async () => {
  const port = await busyPort();
  expect(await runPostline(['runserver'], await environment({ PORT: String(port) }))).toEqual({
    code: 75,
    stdout: '',
    stderr: `Порт ${port} занят. Остановите то, что на нём работает, или задайте другой PORT.\n`,
  });
});

test('an address that this machine does not have is told', async () => {
  const { code, stdout, stderr } = await runPostline(
    ['runserver'],
    await environment({ HOST: '203.0.113.5' }),
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(
    /^Не удаётся принимать соединения на 203\.0\.113\.5, порт 0: .*\. Задайте другие HOST и PORT\.\n$/,
  );
});

test('a configuration that is wrong stops everything, each key on a line', async () => {
  const more = { SMTP_URL: 'smtp://mail.example.org?tls=maybe', WORKERS: 'many' };
  expect(await runPostline(['runserver'], await environment(more))).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'Ошибка в настройках:\n' +
      'SMTP_URL нельзя использовать: The SMTP URL has tls=maybe; it can be required or never.\n' +
      'WORKERS должно быть целым числом; сейчас "many".\n',
  });
});
