import type { Log } from '../../platform/log.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import { settleUnknown } from './settle-unknown.ts';
import { retryWhileDisconnected } from './retry-while-disconnected.ts';
import { writeLedger, type LedgerTimes, type Result, type Written } from './write-ledger.ts';

interface LedgerWriterParts {
  pool: WorkerPool;
  log: Log;
  runId: number;
  leaseId: number;
  times: LedgerTimes;
  /** A write is committed, or the lease was found broken and nothing was written. */
  onWritten: (written: Written, results: Result[]) => void;
  /** The database refused a write for good: a bug. */
  onFatal: (error: unknown) => void;
}

interface Announcement {
  deliveryId: number;
  resolve: (mayBeSent: boolean) => void;
}

/**
 * Writes down what is going on the wire before it goes, and what became of it. Everything that finishes or wants to go out
 * while one write is under way is written together by the next, so that the cost of a commit is shared. While the
 * database is away, results are kept in memory and nothing new goes out.
 */
export class LedgerWriter {
  readonly #parts: LedgerWriterParts;
  readonly #inFlight = new Set<number>();
  #results: Result[] = [];
  #announcements: Announcement[] = [];
  /** Something left the wire without a result, and the row does not know it yet. */
  #isStale = false;
  #tick = 0;
  #writing: Promise<void> | null = null;
  #isLost = false;

  constructor(parts: LedgerWriterParts) {
    this.#parts = parts;
  }

  /** Resolves when it is committed that these bytes may be on the wire; false: they must not go there. */
  announce(deliveryId: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.#announcements.push({ deliveryId, resolve });
      this.#write();
    });
  }

  /** Takes what was announced off the wire: it was not tried after all. */
  withdraw(deliveryId: number): void {
    this.#inFlight.delete(deliveryId);
    this.#isStale = true;
    this.#write();
  }

  record(...results: Result[]): void {
    this.#results.push(...results);
    this.#write();
  }

  /** Resolves when everything is committed. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  #write(): void {
    this.#writing ??= this.#writeAll()
      .catch((error: unknown) => this.#parts.onFatal(error))
      .finally(() => (this.#writing = null));
  }

  async #writeAll(): Promise<void> {
    // What finishes in the same turn of the event loop shares the write.
    await new Promise(setImmediate);
    while (this.#results.length > 0 || this.#announcements.length > 0 || (this.#isStale && !this.#isLost)) {
      const results = this.#results.splice(0);
      const announcements = this.#announcements.splice(0);
      if (this.#isLost) await this.#settle(results, announcements);
      else await this.#writeOnce(results, announcements);
    }
  }

  async #writeOnce(results: Result[], announcements: Announcement[]): Promise<void> {
    const { pool, log, runId, leaseId, times, onWritten } = this.#parts;
    for (const { deliveryId } of results) this.#inFlight.delete(deliveryId);
    for (const { deliveryId } of announcements) this.#inFlight.add(deliveryId);
    this.#isStale = false;
    const entry = { runId, leaseId, tick: ++this.#tick, inFlight: [...this.#inFlight], results };
    const written = await retryWhileDisconnected(log, () => writeLedger(pool, entry, times));
    this.#isLost = !written.ownsLease;
    onWritten(written, results);
    if (this.#isLost) return this.#settle(results, announcements);
    for (const { deliveryId, resolve } of announcements) {
      if (!written.isActive) this.withdraw(deliveryId);
      resolve(written.isActive);
    }
  }

  /** The lease is gone: nothing may be sent, and what was sent settles what is in doubt since then. */
  async #settle(results: Result[], announcements: Announcement[]): Promise<void> {
    const { pool, log, runId } = this.#parts;
    for (const { resolve } of announcements) resolve(false);
    const settled = await retryWhileDisconnected(log, () => settleUnknown(pool, runId, results));
    if (results.length > 0)
      log.warn(
        { run: runId, results: results.length, settled },
        'Results came after their lease was broken.',
      );
  }
}
