import { setTimeout as sleep } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { isConnectionLost } from '../../platform/connection-lost.ts';
import { gatherFailures } from './gather-failures.ts';
import { makeCall, type CallParts, type CallTimes } from './make-call.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** A call is tried thirteen times, over a little more than three days. */
export const usualCallTimes: CallTimes = {
  pulse: 2000,
  timeout: 15_000,
  delays: [
    5,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    12 * HOUR,
    12 * HOUR,
    16 * HOUR,
    18 * HOUR,
  ],
};
/** Number of calls of a process at a time, of any webhook. */
const AT_ONCE = 4;
/**
 * As many again, only of webhooks whose last call did not fail: addresses that do not respond may be many, and
 * delay nobody but each other.
 */
const HEALTHY_AT_ONCE = 4;

/** Calls webhooks as events happen, alongside other workers. */
export class WebhookCaller {
  readonly #parts: CallParts & { orm: MikroORM };
  readonly #ending = new AbortController();
  #woken = new AbortController();
  #loops: Promise<void>[] = [];

  constructor(parts: CallParts & { orm: MikroORM }) {
    this.#parts = parts;
  }

  start(): void {
    const { orm } = this.#parts;
    const gather = async () => (await gatherFailures(orm.em.fork())) > 0;
    const call = (isHealthy: boolean) => () => makeCall(orm.em.fork(), this.#parts, { isHealthy });
    this.#loops = [
      this.#repeat(gather),
      ...Array.from({ length: HEALTHY_AT_ONCE }, () => this.#repeat(call(true))),
      ...Array.from({ length: AT_ONCE }, () => this.#repeat(call(false))),
    ];
  }

  /** Checks for calls at once. */
  wake(): void {
    this.#woken.abort();
    this.#woken = new AbortController();
  }

  /** Stops after the calls under way, which take no longer than their timeout. */
  async stop(): Promise<void> {
    this.#ending.abort();
    this.wake();
    await Promise.all(this.#loops);
  }

  async #repeat(work: () => Promise<boolean>): Promise<void> {
    const { log, times } = this.#parts;
    while (!this.#ending.signal.aborted) {
      const { signal } = this.#woken;
      try {
        if (await work()) continue;
      } catch (error) {
        if (isConnectionLost(error)) log.warn({ err: error }, 'The database is away.');
        else log.error({ err: error }, 'A webhook could not be called.');
      }
      await sleep(times.pulse, undefined, { signal }).catch(() => {});
    }
  }
}
