import { setTimeout as sleep } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Cache } from '../platform/cache/cache.ts';
import { logScope, type Log } from '../platform/log.ts';

export interface LeaseTimes {
  /** How long a worker keeps its work without a sign of life. */
  leaseSeconds: number;
  /** Milliseconds between two checks for work, unless a wake-up comes first. */
  pause: number;
}

/** What workers of every kind need. */
export interface LeasedParts {
  orm: MikroORM;
  log: Log;
  cache: Cache;
  times?: LeaseTimes;
}

export const usualLeaseTimes: LeaseTimes = { leaseSeconds: 20, pause: 5000 };
/** Number of pieces of work of a process at a time, so that a short one need not wait for a long one. */
const AT_ONCE = 2;

interface Leased<Claimed> extends Pick<LeasedParts, 'log' | 'cache'> {
  times: LeaseTimes;
  /** The name of the work in the log. */
  what: string;
  /** Claims work that is waiting or whose worker has died. Returns null if there is none. */
  claim: () => Promise<Claimed | null>;
  /** Works until the end, or until the signal is aborted. Returns whether it is the end. */
  run: (claimed: Claimed, signal: AbortSignal) => Promise<boolean>;
  /** Releases work, so that another worker can continue at once. */
  release: (claimed: Claimed) => Promise<void>;
}

/** Does work that waits in the database, alongside other workers. */
export class LeasedWorker<Claimed extends { id: number }> {
  readonly #work: Leased<Claimed>;
  readonly #ending = new AbortController();
  #woken = new AbortController();
  #loops: Promise<void>[] = [];

  constructor(work: Leased<Claimed>) {
    this.#work = work;
  }

  start(): void {
    this.#loops = Array.from({ length: AT_ONCE }, () => this.#loop());
  }

  /** Checks for work at once. */
  wake(): void {
    this.#woken.abort();
    this.#woken = new AbortController();
  }

  /** Stops after the batch that is being saved; other workers continue with the rest. */
  async stop(): Promise<void> {
    this.#ending.abort();
    this.wake();
    await Promise.all(this.#loops);
  }

  async #loop(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      const { signal } = this.#woken;
      if (!(await this.#workOnce()))
        await sleep(this.#work.times.pause, undefined, { signal }).catch(() => {});
    }
  }

  /** Returns whether there was something to do. */
  async #workOnce(): Promise<boolean> {
    const { what, log, cache, claim, run, release } = this.#work;
    let claimed: Claimed | null = null;
    try {
      claimed = await claim();
      if (!claimed) return false;
      const mine = claimed;
      const hasEnded = await logScope.run({ [what]: mine.id }, () => run(mine, this.#ending.signal));
      if (!hasEnded) await release(mine);
      return true;
    } catch (error) {
      // The lease expires, and the work is tried again.
      log.error({ err: error, [what]: claimed?.id }, 'Work was interrupted.');
      return false;
    } finally {
      // Whatever happened, batches may have been saved.
      if (claimed) await cache.drop('recipients');
    }
  }
}
