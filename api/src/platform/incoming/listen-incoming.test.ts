import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { openLog } from '../log.ts';
import { listenIncoming } from './listen-incoming.ts';

const log = openLog(readConfig({ LOG_LEVEL: 'silent' }), { ownsFile: false });
const client = join(import.meta.dirname, '../../../test/processes/talk-smtp.mjs');

/** Converses in another process, while this thread does nothing else at all. */
const talk = (port: number, connections: number, bytes = 0): string[] =>
  JSON.parse(
    execFileSync(process.execPath, [client, String(port), String(connections), String(bytes)], {
      timeout: 60_000,
      encoding: 'utf8',
    }),
  );

async function listener() {
  const taken: string[] = [];
  const { port, close } = await listenIncoming({
    host: '127.0.0.1',
    port: 0,
    address: 'b@example.org',
    log,
    receive: async ({ raw }) => void taken.push(raw.toString()),
  });
  onTestFinished(close);
  return { port, taken };
}

test('other servers are answered in a thread, and whoever sends without end is cut off', async () => {
  const { port, taken } = await listener();
  expect(talk(port, 1, 200_000_000)).toEqual(['220 250 250 250 354 421']);
  expect(taken).toEqual([]);
  expect(talk(port, 1)).toEqual(['220 250']);
});

test('an address has five connections at a time', async () => {
  const { port } = await listener();
  expect(talk(port, 7).toSorted()).toEqual([...Array(5).fill('220 250'), '421', '421']);
});

test('a port that is taken is refused at once', async () => {
  const { port } = await listener();
  await expect(
    listenIncoming({
      host: '127.0.0.1',
      port,
      address: 'b@example.org',
      log,
      receive: async () => {},
    }),
  ).rejects.toThrow('EADDRINUSE');
});
