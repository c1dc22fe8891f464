import { get, request, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { runningServer, sessionOf } from '../../test/server.ts';

// `fetch` decompresses responses and does not say how they were encoded.

interface Arrived {
  encoding: string | undefined;
  vary: string;
  body: Buffer;
}

async function arrived(response: IncomingMessage): Promise<Arrived> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const { 'content-encoding': encoding, vary = '' } = response.headers;
  return { encoding, vary, body: Buffer.concat(parts) };
}

async function asked(query: string, accepts: string): Promise<Arrived> {
  const { url } = await runningServer();
  const cookie = await sessionOf(await build.manager());
  return new Promise<Arrived>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'accept-encoding': accepts, cookie };
    const sent = request(`${url}/graphql`, { method: 'POST', headers }, (response) =>
      resolve(arrived(response)),
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ query }));
  });
}

const LARGE = '{ __schema { types { name description } } }';

test.each([
  ['gzip, deflate, br, zstd', 'zstd', zstdDecompressSync],
  ['br, zstd;q=0', 'br', brotliDecompressSync],
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['identity', undefined, (body: Buffer) => body],
])('a large answer to who accepts %s', async (accepts, encoding, unpacked) => {
  const answer = await asked(LARGE, accepts);
  expect(answer.encoding).toBe(encoding);
  expect(answer.vary.toLowerCase()).toContain('accept-encoding');
  const { data } = JSON.parse(unpacked(answer.body).toString());
  expect(data.__schema.types.length).toBeGreaterThan(100);
  const share = answer.body.length / unpacked(answer.body).length;
  expect(share).toBeLessThanOrEqual(encoding ? 1 / 3 : 1);
});

test('a small answer goes as it is', async () => {
  const answer = await asked('{ viewer { id } }', 'br, gzip, zstd');
  expect(answer.encoding).toBeUndefined();
  expect(JSON.parse(answer.body.toString()).data.viewer).not.toBeNull();
});

test('plain pages are compressed too', async () => {
  const { url } = await runningServer();
  const response = await new Promise<IncomingMessage>((resolve) => {
    get(`${url}/docs/api.html`, { headers: { 'accept-encoding': 'gzip' } }, resolve);
  });
  const { encoding, body } = await arrived(response);
  expect(encoding).toBe('gzip');
  expect(gunzipSync(body).toString()).toContain('<h2');
});

test('events are not held back', async () => {
  const { url } = await runningServer();
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 1 });
  const session = await sessionOf(owner);
  const post = async (query: string, accept: string) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, 'accept-encoding': 'br, gzip', cookie: session },
      body: JSON.stringify({ query }),
    });
  const launched = await post(
    `mutation { launchSend(input: { mailingId: ${mailing.id} }) { id } }`,
    'application/json',
  );
  const { id } = ((await launched.json()) as { data: { launchSend: { id: string } } }).data.launchSend;
  const stream = await post(`subscription { mailingRun(id: "${id}") { id } }`, 'text/event-stream');
  expect(stream.headers.get('content-encoding')).toBe('none');
  const reader = stream.body!.getReader();
  const { value } = await reader.read();
  expect(value?.length).toBeGreaterThan(0);
  await reader.cancel();
});
