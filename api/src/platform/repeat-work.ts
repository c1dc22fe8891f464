import { setTimeout as sleep } from 'node:timers/promises';

export interface RepeatedWork {
  /** Begins no more, and waits for what is under way, ten seconds at most. */
  stop(): Promise<void>;
}

const GRACE = 10_000;

/**
 * Does something again and again in this process, so many milliseconds after it was done last. It depends on no store and
 * no clock but the machine's own, which only goes forward. `work` never rejects.
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
