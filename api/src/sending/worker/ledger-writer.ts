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
  /** Number of soft bounces in a row that suppress an address; 0 if none do. */
  softBounces: number;
  /** Called when a write is committed, or the lease was found broken and nothing was written. */
  onWritten: (written: Written, results: Result[]) => void;
  /** Called when the database refuses a write for good, which is a bug. */
  onFatal: (error: unknown) => void;
}

interface Announcement {
  deliveryId: number;
  resolve: (mayBeSent: boolean) => void;
}

/**
 * Records mails before they go on the wire, and their results afterwards. Everything that finishes or is
 * about to go out during one write is written together by the next, so that mails share the cost of a commit.
 * While the database is unreachable, results are kept in memory and nothing new goes out.
 */
export class LedgerWriter {
  readonly #parts: LedgerWriterParts;
  readonly #inFlight = new Set<number>();
  #results: Result[] = [];
  #announcements: Announcement[] = [];
  /** Something left the wire without a result, and the row does not say so yet. */
  #isStale = false;
  #tick = 0;
  #writing: Promise<void> | null = null;
  #isLost = false;

  constructor(parts: LedgerWriterParts) {
    this.#parts = parts;
  }

  /**
   * Resolves with true when it is committed that this mail may be on the wire, or with false if it must not
   * go out.
   */
  announce(deliveryId: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.#announcements.push({ deliveryId, resolve });
      this.#write();
    });
  }

  /** Withdraws an announced mail that was not tried. */
  withdraw(deliveryId: number): void {
    const waiting = this.#announcements.findIndex((announcement) => announcement.deliveryId === deliveryId);
    if (waiting >= 0) this.#announcements.splice(waiting, 1)[0]!.resolve(false);
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
      .finally(() => {
        this.#writing = null;
        // Something arrived in the turn in which the last write ended.
        if (this.#hasMore) this.#write();
      });
  }

  get #hasMore(): boolean {
    const isStale = this.#isStale && !this.#isLost;
    return this.#results.length > 0 || this.#announcements.length > 0 || isStale;
  }

  async #writeAll(): Promise<void> {
    // Results of the same turn of the event loop share the write.
    await new Promise(setImmediate);
    while (this.#hasMore) {
      const results = this.#results.splice(0);
      const announcements = this.#announcements.splice(0);
      if (this.#isLost) await this.#settle(results, announcements);
      else await this.#writeOnce(results, announcements);
    }
  }

  async #writeOnce(results: Result[], announcements: Announcement[]): Promise<void> {
    const { pool, log, runId, leaseId, times, softBounces, onWritten } = this.#parts;
    for (const { deliveryId } of results) this.#inFlight.delete(deliveryId);
    for (const { deliveryId } of announcements) this.#inFlight.add(deliveryId);
    this.#isStale = false;
    const rules = { ...times, softBounces };
    const entry = { runId, leaseId, tick: ++this.#tick, inFlight: [...this.#inFlight], results };
    const written = await retryWhileDisconnected(log, () => writeLedger(pool, entry, rules));
    this.#isLost = !written.ownsLease;
    onWritten(written, results);
    if (this.#isLost) return this.#settle(results, announcements);
    if (!written.isActive) for (const { deliveryId } of announcements) this.withdraw(deliveryId);
    // The next write is under way before these mails leave.
    setImmediate(() => announcements.forEach(({ resolve }) => resolve(written.isActive)));
  }

  /**
   * The lease is gone: nothing may be sent, and the results settle deliveries that have been in doubt since.
   */
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
