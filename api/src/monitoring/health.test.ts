import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { parseSmtpUrls } from '../platform/smtp/smtp-url.ts';
import { startServer } from '../programs/server.ts';

/** A server that answers. */
async function answering(label: string): Promise<string> {
  const sink = await startSink();
  onTestFinished(() => sink.close());
  return `${sink.url}&label=${label}`;
}

/** The URL of a server that nobody listens at. */
async function absent(label: string): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return `smtp://127.0.0.1:${port}?tls=never&label=${label}`;
}

/** A server that greets with a refusal. */
async function refusing(label: string): Promise<string> {
  const sink = await startSink({ onConnection: () => '554 5.7.1 blocked' });
  onTestFinished(() => sink.close());
  return `${sink.url}&label=${label}`;
}

/** What an installation with these mail servers says of its readiness. */
async function readinessWith(...urls: string[]) {
  const app = await testApp();
  const server = await startServer(app, { servers: parseSmtpUrls(urls.join(' ')), catcher: null });
  onTestFinished(() => server.close());
  return (await fetch(`${server.url}/readyz`)).json();
}

test('health tells whether all, some or none of several mail servers can be reached', async () => {
  expect(await readinessWith(await answering('a'), await answering('b'))).toMatchObject({ mail: 'ok' });
  expect(await readinessWith(await answering('a'), await absent('b'))).toMatchObject({ mail: 'degraded' });
  expect(await readinessWith(await refusing('a'), await answering('b'))).toMatchObject({ mail: 'degraded' });
  expect(await readinessWith(await absent('a'), await refusing('b'))).toMatchObject({ mail: 'unreachable' });
});

test('an installation is ready while one of its mail servers can be reached', async () => {
  const app = await testApp();
  await app.orm.em
    .fork()
    .execute("insert into worker (name, expires_at) values ('t', now() + interval '1 minute')");
  const urls = [await answering('a'), await absent('b')].join(' ');
  const server = await startServer(app, { servers: parseSmtpUrls(urls), catcher: null });
  onTestFinished(() => server.close());
  const answer = await fetch(`${server.url}/readyz`);
  expect(await answer.json()).toMatchObject({ mail: 'degraded', senders: 'ok' });
  expect(answer.status).toBe(200);
});
