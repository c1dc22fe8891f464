import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../platform/log.ts';
import { isConnectionLost } from '../../platform/connection-lost.ts';

/** Repeats `work` while the database cannot be reached. Every other error is thrown. */
export async function retryWhileDisconnected<T>(log: Log, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      if (attempt === 0) log.warn({ err: error }, 'The database is away; trying until it is back.');
      await sleep(Math.min(50 * 2 ** attempt, 1000));
    }
  }
}
