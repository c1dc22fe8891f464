import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../platform/log.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import { takeTokens } from '../limits/take-tokens.ts';
import { retryWhileDisconnected } from './retry-while-disconnected.ts';

// How much of a second's allowance may be saved up and spent at once.
const BURST_SECONDS = 0.1;

/**
 * The right to send so many messages a second, over all processes together: one bucket in the database, from which each
 * worker takes a tenth of a second's worth at a time. Without a limit nothing is asked.
 */
export class SendingRate {
  readonly #pool: WorkerPool;
  readonly #log: Log;
  #perSecond: number | null = null;
  #permits = 0;
  #isTaking = false;

  constructor(pool: WorkerPool, log: Log) {
    this.#pool = pool;
    this.#log = log;
  }

  set limit(perSecond: number | null) {
    if (perSecond !== this.#perSecond) this.#permits = 0;
    this.#perSecond = perSecond;
  }

  /** How many deliveries it makes sense to have ready for one second. */
  get perSecond(): number {
    return this.#perSecond ?? Infinity;
  }

  /**
   * Takes the right to send one message if there is one at hand. Otherwise asks for more, and calls back when it makes
   * sense to try again.
   */
  tryTake(again: () => void): boolean {
    if (this.#perSecond === null) return true;
    if (this.#permits >= 1) {
      this.#permits--;
      return true;
    }
    if (!this.#isTaking) void this.#takeTokens(this.#perSecond).finally(again);
    return false;
  }

  /** A permit that was not used after all. */
  giveBack(): void {
    if (this.#perSecond !== null) this.#permits++;
  }

  async #takeTokens(perSecond: number): Promise<void> {
    this.#isTaking = true;
    try {
      const wanted = Math.max(1, Math.floor(perSecond * BURST_SECONDS));
      const query = { name: 'take-tokens', text: TAKE, values: [wanted, BURST_SECONDS] };
      const { rows } = await retryWhileDisconnected(this.#log, () =>
        this.#pool.query<{ granted: number }>(query),
      );
      const granted = rows[0]?.granted ?? 0;
      this.#permits += granted;
      if (granted === 0) await sleep(Math.min(1000 / perSecond, 200));
    } finally {
      this.#isTaking = false;
    }
  }
}

const TAKE = takeTokens('$1', '$2');
