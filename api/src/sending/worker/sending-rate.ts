import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../platform/log.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import { retryWhileDisconnected } from './retry-while-disconnected.ts';

// How many seconds of the rate may be saved up and spent at once.
const BURST_SECONDS = 0.1;

interface SendingRateParts {
  pool: WorkerPool;
  log: Log;
  /** SQL that takes tokens, see `take-tokens.ts`. */
  take: (wanted: string, burstSeconds: string) => string;
  /** Its further parameters. */
  more?: () => unknown[];
}

/**
 * The right to send a number of messages a second, over all processes together: one bucket in the database,
 * from which each worker takes a tenth of a second's worth at a time. Without a limit the database is not
 * queried for each message.
 */
export class SendingRate {
  readonly #parts: SendingRateParts;
  #perSecond: number | null = null;
  #permits = 0;
  #isTaking = false;

  constructor(parts: SendingRateParts) {
    this.#parts = parts;
  }

  set limit(perSecond: number | null) {
    if (perSecond !== this.#perSecond) this.#permits = 0;
    this.#perSecond = perSecond;
  }

  /** How many deliveries are worth having ready for one second. */
  get perSecond(): number {
    return this.#perSecond ?? Infinity;
  }

  /**
   * Takes the right to send one message if there is one at hand. Otherwise requests more, and calls `again`
   * when it makes sense to retry.
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

  /** Returns a permit that was not used. */
  giveBack(): void {
    if (this.#perSecond !== null) this.#permits++;
  }

  async #takeTokens(perSecond: number): Promise<void> {
    this.#isTaking = true;
    try {
      const wanted = Math.max(1, Math.floor(perSecond * BURST_SECONDS));
      const { pool, log, take, more } = this.#parts;
      const query = { text: take('$1', '$2'), values: [wanted, BURST_SECONDS, ...(more?.() ?? [])] };
      const { rows } = await retryWhileDisconnected(log, () => pool.query<{ granted: number }>(query));
      const granted = rows[0]?.granted ?? 0;
      this.#permits += granted;
      if (granted === 0) await sleep(Math.min(1000 / perSecond, 200));
    } finally {
      this.#isTaking = false;
    }
  }
}
