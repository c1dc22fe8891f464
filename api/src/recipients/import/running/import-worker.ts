import { setTimeout as sleep } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { logScope, type Log } from '../../../platform/log.ts';
import { claimImport, releaseImport, type ClaimedImport } from './claim-import.ts';
import { runImport } from './run-import.ts';

export interface ImportTimes {
  /** How long an import stays with a worker that shows no sign of life. */
  leaseSeconds: number;
  /** Milliseconds between two looks for work; a wake-up comes before. */
  pause: number;
}

export const usualImportTimes: ImportTimes = { leaseSeconds: 20, pause: 5000 };
/** So many imports of a process go on at once: a short one need not wait for a long one. */
const AT_ONCE = 2;

/** Works on imports as they come, beside any other workers that do. */
export class ImportWorker {
  readonly #orm: MikroORM;
  readonly #log: Log;
  readonly #times: ImportTimes;
  readonly #ending = new AbortController();
  #woken = new AbortController();
  #loops: Promise<void>[] = [];

  constructor({ orm, log, times = usualImportTimes }: { orm: MikroORM; log: Log; times?: ImportTimes }) {
    this.#orm = orm;
    this.#log = log;
    this.#times = times;
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
      if (!(await this.#workOnce())) await sleep(this.#times.pause, undefined, { signal }).catch(() => {});
    }
  }

  /** Returns whether there was something to do. */
  async #workOnce(): Promise<boolean> {
    let claimed: ClaimedImport | null = null;
    try {
      const em = this.#orm.em.fork();
      claimed = await claimImport(em, this.#times);
      if (!claimed) return false;
      const work = { orm: this.#orm, leaseSeconds: this.#times.leaseSeconds, signal: this.#ending.signal };
      const hasEnded = await logScope.run({ import: claimed.id }, () => runImport(claimed!, work));
      if (!hasEnded) await releaseImport(em, claimed);
      return true;
    } catch (error) {
      // The lease runs out, and the import is tried again.
      this.#log.error({ err: error, import: claimed?.id }, 'An import was interrupted.');
      return false;
    }
  }
}
