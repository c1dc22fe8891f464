import { setTimeout as sleep } from 'node:timers/promises';
import type KeyvRedis from '@keyv/redis';
import type { createClient } from '@keyv/redis';
import type { Log } from '../log.ts';

const LATE = Symbol('late');
/** How long to wait for one reply of Redis, in milliseconds. */
const DEADLINE = 100;
/** After a timeout Redis is not used for this many milliseconds. */
const REST = 1000;

export interface Redis {
  client: ReturnType<typeof clientOf>;
  store: KeyvRedis<string>;
  /** Returns the result of `work`, or `otherwise` if Redis is unreachable, late, or refuses. Never throws. */
  query<T>(work: () => Promise<T>, otherwise: T): Promise<T>;
  isAway(): boolean;
  onReady(then: () => void): void;
  close(): void;
}

/**
 * Opens a Redis that may be absent, hang or fail, now or later: no call waits longer than a tenth of a
 * second. Logs once when it is lost and once when it is back.
 */
export async function openRedis(url: string, log: Log): Promise<Redis> {
  // The client is hundreds of files: processes without Redis start sooner and stay smaller without them.
  const { default: Store, createClient } = await import('@keyv/redis');
  const client = clientOf(createClient, url);
  let isAway = false;
  let restsUntil = 0;
  const notice = (reason: unknown) => {
    const detail = reason instanceof Error ? reason.message : String(reason);
    if (!isAway) log.warn({ detail }, 'The cache cannot be reached; going on without it.');
    isAway = true;
  };
  // Without a listener an error would end the process.
  client.on('error', notice);
  // Connects here, once, without awaiting it, because the store would connect by itself otherwise.
  client.connect().catch(notice);

  async function query<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (!client.isReady) return otherwise;
    if (Date.now() < restsUntil) return otherwise;
    try {
      const answer = await inTime(work);
      if (answer === LATE) {
        restsUntil = Date.now() + REST;
        notice('No answer in time.');
        return otherwise;
      }
      if (isAway) log.info({}, 'The cache is back.');
      isAway = false;
      return answer;
    } catch (error) {
      notice(error);
      return otherwise;
    }
  }

  return {
    client,
    store: storeOf(new Store<string>(client, STORE)),
    query,
    isAway: () => !client.isReady || isAway,
    onReady: (then) => client.on('ready', then),
    // An orderly close would wait for a server that hangs.
    close: () => client.destroy(),
  };
}

const STORE = { throwOnErrors: true, throwOnConnectError: false, useUnlink: true };

function storeOf(store: KeyvRedis<string>): KeyvRedis<string> {
  store.on('error', () => {});
  return store;
}

const clientOf = (create: typeof createClient, url: string) =>
  create({
    url,
    // Commands fail at once while it is unreachable.
    disableOfflineQueue: true,
    // Detects a server that hangs, and reconnects.
    pingInterval: 1000,
    socket: {
      connectTimeout: 1000,
      socketTimeout: 3000,
      reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, 5000),
    },
  });

async function inTime<T>(work: () => Promise<T>): Promise<T | typeof LATE> {
  const timer = new AbortController();
  try {
    return await Promise.race([work(), lateness(timer.signal)]);
  } finally {
    timer.abort();
  }
}

/**
 * One event-loop turn more than the deadline: after a stall of this process the reply has already arrived,
 * and must win.
 */
const lateness = (signal: AbortSignal): Promise<typeof LATE> =>
  sleep(DEADLINE, undefined, { signal }).then(
    () => new Promise((turn) => setImmediate(turn, LATE)),
    () => LATE,
  );
