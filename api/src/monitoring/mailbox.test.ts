import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { sessionOf } from '../../test/server.ts';
import { testApp } from '../../test/database.ts';
import { parseSmtpUrls } from '../platform/smtp/smtp-url.ts';
import { startServer } from '../programs/server.ts';

const paths = ['/mailbox/mails', '/mailbox/mails/7', '/mailbox/mails/7/raw'];

/** A mail catcher that records its requests in order. */
async function catcher() {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(`${req.method} ${req.url} ${req.headers.authorization}`);
    res.writeHead(200, { 'content-type': 'application/json' });
    res.write('{ "mails": ');
    res.end('[] }');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return {
    asked,
    address: { httpUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' },
  };
}

async function served(address: { httpUrl: string; token: string } | null, more: object = {}) {
  const app = await testApp();
  const mail = { servers: parseSmtpUrls('smtp://127.0.0.1:9'), catcher: address && (() => address) };
  const config = { ...app.config, ...more };
  const services = { ...app.services, baseUrl: config.baseUrl };
  const server = await startServer({ ...app, config, services }, mail);
  onTestFinished(() => server.close());
  return server.url;
}

test('the caught mails are shown to this machine', async () => {
  const { asked, address } = await catcher();
  const url = await served(address);
  for (const path of [...paths, '/mailbox/mails?before=9', '/mailbox/mails/..%2F..%2Fx']) {
    const response = await fetch(url + path);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ mails: [] });
  }
  await fetch(`${url}/mailbox/mails`, { method: 'DELETE' });
  expect(asked).toEqual([
    'GET /mails Bearer secret',
    'GET /mails/7 Bearer secret',
    'GET /mails/7/raw Bearer secret',
    'GET /mails?before=9 Bearer secret',
    'GET /mails/..%2F..%2Fx Bearer secret',
    'DELETE /mails Bearer secret',
  ]);
});

test.each([
  ['without a catcher', false, {}, {}],
  ['in production', true, { isProduction: true }, {}],
  ['through a proxy', true, {}, { 'x-forwarded-for': '127.0.0.1' }],
  ['through a proxy that says so in the standard way', true, {}, { forwarded: 'for=127.0.0.1' }],
])('%s there are none', async (_name, isThere, config, headers) => {
  const { asked, address } = await catcher();
  const url = await served(isThere ? address : null, config);
  for (const path of paths) expect((await fetch(url + path, { headers: { ...headers } })).status).toBe(404);
  expect((await fetch(`${url}/mailbox/mails`, { method: 'DELETE', headers: { ...headers } })).status).toBe(
    404,
  );
  expect(asked).toEqual([]);
});

test('once BASE_URL is elsewhere only a superuser reads them here: a proxy may stand on this machine', async () => {
  const { asked, address } = await catcher();
  const url = await served(address, { baseUrl: 'https://mail.example.org' });
  const status = async (cookie?: string) =>
    (await fetch(`${url}/mailbox/mails`, { headers: cookie ? { cookie } : {} })).status;
  expect(await status()).toBe(404);
  expect(await status(`__Host-${await sessionOf(await build.user())}`)).toBe(404);
  expect(asked).toEqual([]);
  expect(await status(`__Host-${await sessionOf(await build.superuser())}`)).toBe(200);
});
