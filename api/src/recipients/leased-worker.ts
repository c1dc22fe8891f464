import { setTimeout as sleep } from 'node:timers/promises';
import { logScope, type Log } from '../platform/log.ts';

export interface LeaseTimes {
  /** How long work stays with a worker that shows no sign of life. */
  leaseSeconds: number;
  /** Milliseconds between two looks for work; a wake-up comes before. */
  pause: number;
}

export const usualLeaseTimes: LeaseTimes = { leaseSeconds: 20, pause: 5000 };
/** So much work of a process goes on at once: a short piece need not wait for a long one. */
const AT_ONCE = 2;

interface Leased<Claimed> {
  log: Log;
  times: LeaseTimes;
  /** What the log calls the work. */
  what: string;
  /** Takes work that waits, or whose worker has died; null where there is none. */
  claim: () => Promise<Claimed | null>;
  /** Works until the end, or until the signal comes; returns whether it is the end. */
  run: (claimed: Claimed, signal: AbortSignal) => Promise<boolean>;
  /** Gives work back, for another to go on with at once. */
  release: (claimed: Claimed) => Promise<void>;
}

/** Does work that stands in the database as it comes, beside any other workers that do. */
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

  /** There may be something to do. */
  wake(): void {
    this.#woken.abort();
    this.#woken = new AbortController();
  }

  /** Ends behind the batch that is being saved; others go on with the rest. */
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
    const { what, log, claim, run, release } = this.#work;
    let claimed: Claimed | null = null;
    try {
      claimed = await claim();
      if (!claimed) return false;
      const mine = claimed;
      const hasEnded = await logScope.run({ [what]: mine.id }, () => run(mine, this.#ending.signal));
      if (!hasEnded) await release(mine);
      return true;
    } catch (error) {
      // The lease runs out, and the work is tried again.
      log.error({ err: error, [what]: claimed?.id }, 'Work was interrupted.');
      return false;
    }
  }
}
