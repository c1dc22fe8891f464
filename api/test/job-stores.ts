import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { inject, onTestFinished } from 'vitest';
import { createDatabase } from './database.ts';

const mongo = inject('mongoUrl');

/** Empty job stores of every kind, by their URLs. */
export const jobStores = [
  { name: 'PostgreSQL', create: createDatabase, isMissing: false },
  {
    name: 'MongoDB',
    create: async () =>
      new URL(`/test_${Math.random().toString(36).slice(2)}?directConnection=true`, mongo).href,
    // Set MONGO_TEST_URL to a server with MongoDB's protocol to run these.
    isMissing: mongo === '',
  },
];

/** A proxy to a server that can be opened and shut; it is shut at first, and when the test ends. */
export async function openDoor(target: string) {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let at = 0;
  const open = async () => {
    server = createServer((from) => {
      const to = connect(Number(port), hostname);
      for (const socket of [from, to]) sockets.add(socket.on('error', () => {}));
      from.pipe(to).pipe(from);
    }).listen(at, '127.0.0.1');
    await once(server, 'listening');
    at = (server.address() as AddressInfo).port;
  };
  const shut = async () => {
    const closed = server && once(server, 'close');
    server?.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await closed;
    server = undefined;
  };
  await open();
  await shut();
  onTestFinished(shut);
  const url = new URL(target);
  url.host = `127.0.0.1:${at}`;
  return { url: url.href, open, shut };
}
