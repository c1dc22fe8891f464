import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { JobStore } from './job-store.ts';

/** A job store that may be unreachable, at the start or later. */
export interface LastingStore {
  /**
   * Returns the store, or null while it is unreachable. Waits for the first attempt to reach it, but for no
   * later one.
   */
  reach(): Promise<JobStore | null>;
  /** Resolves as soon as it has been reached once. Never rejects. */
  ready(): Promise<JobStore>;
  /**
   * Whether it was unreachable at the last check, at most a few seconds ago. The first attempt to reach it is
   * waited for, a second at most; until it has been reached it is away.
   */
  isAway(): Promise<boolean>;
  close(): Promise<void>;
}

/** In milliseconds. */
interface StoreTimes {
  /** The first pause between two attempts; each doubles it, up to the longest. */
  first: number;
  longest: number;
  /** How often a reached store is checked. */
  lookEvery: number;
}

const usualTimes: StoreTimes = { first: 500, longest: 10_000, lookEvery: 5000 };
const PATIENCE = 6000;
/** Connecting to what does not answer takes longer; whoever asks may not wait for that. */
const FIRST_PATIENCE = 1000;

/**
 * Opens a store when it is first needed, and retries until it can be reached. A failure is logged once, and
 * never kept.
 */
export class ReopeningStore implements LastingStore {
  readonly #open: () => Promise<JobStore>;
  readonly #log: Log;
  readonly #times: StoreTimes;
  readonly #ending = new AbortController();
  readonly #firstTry = Promise.withResolvers<void>();
  readonly #reached = Promise.withResolvers<JobStore>();
  #trying: Promise<void> | undefined;
  #store: JobStore | null = null;
  #hasTried = false;
  #isAway = false;

  constructor(open: () => Promise<JobStore>, log: Log, times: StoreTimes = usualTimes) {
    this.#open = open;
    this.#log = log;
    this.#times = times;
  }

  async reach(): Promise<JobStore | null> {
    this.#begin();
    await this.#firstTry.promise;
    return this.#isAway ? null : this.#store;
  }

  ready(): Promise<JobStore> {
    this.#begin();
    return this.#reached.promise;
  }

  async isAway(): Promise<boolean> {
    this.#begin();
    if (!this.#hasTried) await Promise.race([this.#firstTry.promise, this.#wait(FIRST_PATIENCE)]);
    return this.#store === null || this.#isAway;
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.#trying;
    await this.#store?.close();
  }

  #begin(): void {
    this.#trying ??= this.#try();
  }

  async #try(): Promise<void> {
    const { first, longest } = this.#times;
    for (let pause = first; !this.#ending.signal.aborted; pause = Math.min(pause * 2, longest)) {
      try {
        this.#store = await this.#open();
        this.#note(true);
        this.#reached.resolve(this.#store);
        void this.#look(this.#store);
        return;
      } catch (error) {
        this.#note(false, error);
      } finally {
        this.#hasTried = true;
        this.#firstTry.resolve();
      }
      await this.#wait(pause);
    }
  }

  async #look(store: JobStore): Promise<void> {
    for (;;) {
      await this.#wait(this.#times.lookEvery);
      if (this.#ending.signal.aborted) return;
      try {
        await withPatience(store.ping());
        this.#note(true);
      } catch (error) {
        if (!this.#ending.signal.aborted) this.#note(false, error);
      }
    }
  }

  async #wait(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#ending.signal, ref: false }).catch(() => {});
  }

  #note(isReached: boolean, error?: unknown): void {
    if (isReached && this.#isAway) this.#log.info('The jobs can be reached again.');
    if (!isReached && !this.#isAway) {
      this.#log.warn({ err: error }, 'The jobs cannot be reached; trying until they can.');
    }
    this.#isAway = !isReached;
  }
}

async function withPatience<T>(work: Promise<T>): Promise<T> {
  const ending = new AbortController();
  const late = sleep(PATIENCE, undefined, { signal: ending.signal }).then(() => {
    throw new Error(`There was no answer in ${PATIENCE / 1000} s.`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    ending.abort();
  }
}
