import { setTimeout as sleep } from 'node:timers/promises';

export interface RepeatedWork {
  /** Starts no more work, and waits for what is under way, ten seconds at most. */
  stop(): Promise<void>;
}

const GRACE = 10_000;

/**
 * Repeats work in this process, `every` milliseconds after it last finished. Depends on no store and no clock
 * but the machine's monotonic one. `work` must never reject.
 */
export function repeatWork(every: number, work: () => Promise<void>): RepeatedWork {
  const ending = new AbortController();
  const { signal } = ending;
  const going = (async () => {
    while (!signal.aborted) {
      await work();
      await sleep(every, undefined, { signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      ending.abort();
      await Promise.race([going, sleep(GRACE, undefined, { ref: false })]);
    },
  };
}
