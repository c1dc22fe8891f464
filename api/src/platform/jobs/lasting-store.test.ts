import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { createDatabase } from '../../../test/database.ts';
import { until } from '../../../test/worker.ts';
import { readConfig } from '../../config.ts';
import { openLog } from '../log.ts';
import { PatientStore } from './lasting-store.ts';
import { openJobStore } from './open-job-store.ts';

const log = openLog(readConfig({ LOG_LEVEL: 'silent' }), { ownsFile: false });
const times = { first: 50, longest: 200, lookEvery: 100 };
const mongo = inject('mongoUrl');

/** A door to a server that can be shut and opened. */
async function door(target: string) {
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

const stores = [
  { name: 'PostgreSQL', create: createDatabase, isMissing: false },
  {
    name: 'MongoDB',
    create: async () =>
      new URL(`/test_${Math.random().toString(36).slice(2)}?directConnection=true`, mongo).href,
    // Set MONGO_TEST_URL to a server of the wire protocol to run these.
    isMissing: mongo === '',
  },
];

describe.each(stores)('a job store in $name', ({ create, isMissing }) => {
  test.skipIf(isMissing)(
    'that is away at the start, comes, goes and comes again',
    { timeout: 90_000 },
    async () => {
      const { url, open, shut } = await door(await create());
      const store = new PatientStore(() => openJobStore(url, log), log, times);
      onTestFinished(() => store.close());
      expect(await store.reach()).toBeNull();
      expect(store.isAway()).toBe(true);
      await open();
      const opened = await store.ready();
      const due = new Date(Date.now() + 60_000);
      await opened.put('job', 'key', due);
      expect(store.isAway()).toBe(false);
      await shut();
      await until(async () => store.isAway(), 20);
      expect(await store.reach()).toBeNull();
      await open();
      await until(async () => !store.isAway(), 20);
      expect(await (await store.reach())!.next('job')).toEqual(due);
    },
  );
});

test('one that never comes does not keep the process from ending', async () => {
  const store = new PatientStore(() => Promise.reject(new Error('It is not there.')), log, times);
  void store.ready();
  expect(await store.reach()).toBeNull();
  await store.close();
});
