import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase, testApp } from '../../test/database.ts';
import { post } from '../../test/http.ts';
import { parseSmtpUrls } from '../platform/smtp/smtp-url.ts';
import { openApp } from '../programs/app.ts';
import { startServer } from '../programs/server.ts';

/** A connection to a database that can be cut. */
async function gate(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(Number(port), hostname);
    for (const socket of [from, to]) {
      open.add(socket);
      socket.on('error', () => {});
    }
    from.pipe(to).pipe(from);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  const close = async () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  onTestFinished(close);
  return { url: url.href, close };
}

test('while the database is away every door answers UNAVAILABLE, not a bug', async () => {
  const { config, log } = await testApp();
  const { url: databaseUrl, close } = await gate(await createDatabase());
  const app = await openApp(config, log, { databaseUrl });
  const server = await startServer(app, { servers: parseSmtpUrls('smtp://127.0.0.1:9'), catcher: null });
  onTestFinished(async () => {
    await server.close();
    await app.close();
  });
  await close();
  const headers = { cookie: 'session=somebody', 'accept-language': 'en' };
  for (let round = 0; round < 3; round++) {
    const asked = await post(server.url, { query: '{ recipients { totalCount } }' }, headers);
    expect(asked.errors![0]!.extensions.code).toBe('UNAVAILABLE');
    const route = await fetch(`${server.url}/unsubscribe/x`, { method: 'POST', headers });
    expect(route.status).not.toBe(500);
  }
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});
