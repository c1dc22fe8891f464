import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { hostileBodies } from '../../test/hostile-bodies.ts';
import { LOGIN } from '../../test/hook-samples.ts';
import { runningServer, sessionOf } from '../../test/server.ts';

/** A server with everything that takes bodies, and a session that may use all of it. */
async function doors() {
  const { port, url } = await runningServer({ mailHooks: new Map([['postmark', LOGIN]]) });
  const root = await build.superuser();
  const cookie = await sessionOf(root);
  const message = await build.message({ owner: root });
  const post = async (path: string, bytes: Uint8Array, headers: Record<string, string> = {}) => {
    const body = new Uint8Array(bytes);
    const response = await fetch(`${url}${path}`, { method: 'POST', body, headers: { cookie, ...headers } });
    await response.arrayBuffer();
    return response.status;
  };
  /** The server responds to others at once. */
  const isAwake = async () => {
    const signal = AbortSignal.timeout(5000);
    return (await fetch(`${url}/healthz`, { signal })).status === 200;
  };
  return { port, cookie, post, isAwake, attachments: `/messages/${message.id}/attachments` };
}

const types = ['image/png', 'text/html; charset=\u00fc', 'multipart/form-data; boundary='];

test('what is no picture is refused, whatever it says to be', { timeout: 60_000 }, async () => {
  const { post, isAwake } = await doors();
  for (const path of ['/images', '/mail-images'])
    for (const [name, bytes] of await hostileBodies())
      for (const type of types)
        expect({ path, name, status: await post(path, bytes, { 'content-type': type }) }).toMatchObject({
          status: 422,
        });
  expect(await isAwake()).toBe(true);
});

test('a file is attached or refused, whatever its content, type and name', { timeout: 60_000 }, async () => {
  const { post, isAwake, attachments } = await doors();
  const status = expect.toBeOneOf([201, 400, 422]);
  for (const [name, bytes] of await hostileBodies())
    for (const type of types)
      expect({
        name,
        status: await post(`${attachments}?name=a.png`, bytes, { 'content-type': type }),
      }).toEqual({ name, status });
  const names = [
    '%00',
    '%ff',
    '..%2f..%2fetc',
    'a'.repeat(5000),
    '%e2%80%ae.exe',
    '%0d%0aX: y',
    '%',
    '%ed%a0%80',
  ];
  for (const name of names)
    expect({ name, status: await post(`${attachments}?name=${name}`, Buffer.from('x')) }).toEqual({
      name,
      status,
    });
  expect(await isAwake()).toBe(true);
});

test('a number in an address that is none is not there', async () => {
  const { post } = await doors();
  for (const id of ['0', '-1', '1e9', '99999999999999999999', '%00', 'x', '1%2f2'])
    expect({ id, status: await post(`/messages/${id}/attachments?name=x`, Buffer.from('x')) }).toEqual({
      id,
      status: 404,
    });
});

test('a body that never ends holds nobody up, and one that breaks off is no bug', async () => {
  const { port, cookie, isAwake, attachments } = await doors();
  const paths = ['/images', '/mail-images', attachments, '/uploads', '/hooks/postmark', '/graphql'];
  const sockets = paths.flatMap((path) =>
    ['content-length: 5000', 'transfer-encoding: chunked'].map((length) => {
      const type = path === '/graphql' ? 'application/json' : 'text/csv';
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\ncontent-type: ${type}\r\n${length}\r\n\r\n5\r\nemail`,
      );
      return socket;
    }),
  );
  await Promise.all(sockets.map((socket) => socket.connecting && once(socket, 'connect')));
  expect(await isAwake()).toBe(true);
  for (const socket of sockets) socket.destroy();
  expect(await isAwake()).toBe(true);
});
