import type { Log } from '../../platform/log.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import { claimDeliveries, type Claimed } from './claim-deliveries.ts';
import { isConnectionLost } from '../../platform/connection-lost.ts';
import { releaseLease } from './lease.ts';
import { LedgerWriter } from './ledger-writer.ts';
import type { PrepareLetter } from './prepare-letters.ts';
import { untilBack } from './until-back.ts';
import type { LedgerTimes, Result } from './write-ledger.ts';

export interface RunSenderParts {
  pool: WorkerPool;
  log: Log;
  runId: number;
  leaseId: number;
  prepare: PrepareLetter;
  /** False: what the SMTP server refuses as a whole is a failed try; true: it is nobody's. */
  isPatient: boolean;
  times: LedgerTimes;
  /** A result is committed. */
  onRecorded?: ((delivery: Claimed, result: Result) => void) | undefined;
  /** There is more to take, or less to wait for. */
  onChange: () => void;
  /** Nothing of the run is left to be tried. */
  onOver: () => void;
  onFailed: (error: unknown) => void;
}

// A claim that found nothing is not repeated at once: what is deferred comes due by the second.
const EMPTY_PAUSE = 200;

/** A worker's hold on one run: the deliveries that it has claimed, from the queue to the recorded result. */
export class RunSender {
  readonly runId: number;
  readonly leaseId: number;
  readonly prepare: PrepareLetter;
  readonly isPatient: boolean;
  /** Nothing more is taken from it: the run stopped, or the lease was broken. */
  isClosed = false;

  readonly #parts: RunSenderParts;
  readonly #ledger: LedgerWriter;
  readonly #queue: Claimed[] = [];
  /** Claimed and not recorded: in the queue, announced, or on the wire. */
  readonly #held = new Map<number, Claimed>();
  #isLost = false;
  #isClaiming = false;
  #emptyUntil = 0;

  constructor(parts: RunSenderParts) {
    this.#parts = parts;
    this.runId = parts.runId;
    this.leaseId = parts.leaseId;
    this.prepare = parts.prepare;
    this.isPatient = parts.isPatient;
    this.#ledger = new LedgerWriter({
      ...parts,
      onRecorded: (results, left) => this.#recorded(results, left),
      onStopped: (isLost) => this.#stop(isLost),
    });
  }

  /** How many are claimed and wait to be taken. */
  get queued(): number {
    return this.#queue.length;
  }

  /** Whether nothing is claimed that has no result yet. */
  get isIdle(): boolean {
    return this.#held.size === 0 && !this.#isClaiming;
  }

  take(): Claimed | undefined {
    return this.#queue.shift();
  }

  /** Resolves when it is committed that this delivery may be on the wire; false: it must not go there. */
  async announce(delivery: Claimed): Promise<boolean> {
    const isWritten = !this.isClosed && (await this.#ledger.announce(delivery.id));
    if (isWritten && !this.isClosed) return true;
    // Stopped while it was being written: it must not go, and must not stand as if it might have.
    if (isWritten) this.#ledger.withdraw(delivery.id);
    this.#drop(delivery);
    return false;
  }

  /** Puts back what was announced and not tried after all; it goes first. */
  putBack(delivery: Claimed): void {
    this.#ledger.withdraw(delivery.id);
    if (this.isClosed) this.#drop(delivery);
    else this.#queue.unshift(delivery);
  }

  record(result: Result): void {
    this.#ledger.record(result);
  }

  /** Claims up to so many more, unless a claim is under way or has just found nothing. */
  async claim(most: number): Promise<void> {
    if (this.#isClaiming || this.isClosed || most <= 0 || performance.now() < this.#emptyUntil) return;
    this.#isClaiming = true;
    try {
      const claim = { runId: this.runId, leaseId: this.leaseId, held: [...this.#held.keys()], most };
      const claimed = await claimDeliveries(this.#parts.pool, claim);
      if (claimed === null) this.#stop(true);
      else this.#enqueue(claimed);
    } catch (error) {
      if (!isConnectionLost(error)) this.#parts.onFailed(error);
      this.#emptyUntil = performance.now() + EMPTY_PAUSE;
    } finally {
      this.#isClaiming = false;
      this.#parts.onChange();
    }
  }

  /** Takes nothing more; what is on the wire goes on. */
  close(): void {
    this.isClosed = true;
    for (const delivery of this.#queue.splice(0)) this.#held.delete(delivery.id);
  }

  /** Gives the lease back when everything is written. */
  async release(): Promise<void> {
    this.close();
    await this.#ledger.settled();
    const { pool, log } = this.#parts;
    if (!this.#isLost)
      await untilBack(log, () => releaseLease(pool, { runId: this.runId, leaseId: this.leaseId }));
  }

  #enqueue(claimed: Claimed[]): void {
    // What came while the run was being stopped stays in the lease, and is free again when that is given back.
    if (this.isClosed) return;
    if (claimed.length === 0) this.#emptyUntil = performance.now() + EMPTY_PAUSE;
    for (const delivery of claimed) this.#held.set(delivery.id, delivery);
    this.#queue.push(...claimed.filter(({ skipReason }) => skipReason === null));
    const skipped = claimed.filter(({ skipReason }) => skipReason !== null);
    if (skipped.length > 0) this.#ledger.record(...skipped.map(skippedResult));
  }

  #recorded(results: Result[], left: number): void {
    for (const result of results) {
      const delivery = this.#held.get(result.deliveryId);
      this.#held.delete(result.deliveryId);
      if (delivery) this.#parts.onRecorded?.(delivery, result);
    }
    if (left === 0 && results.length > 0) this.#parts.onOver();
    this.#parts.onChange();
  }

  #stop(isLost: boolean): void {
    this.#isLost ||= isLost;
    this.close();
    this.#parts.onChange();
  }

  #drop(delivery: Claimed): void {
    this.#held.delete(delivery.id);
    this.#parts.onChange();
  }
}

const skippedResult = (delivery: Claimed): Result => ({
  deliveryId: delivery.id,
  state: 'SKIPPED',
  code: null,
  reply: '',
  isBounce: false,
  skipReason: delivery.skipReason,
});
