import { isConnectionLost } from '../../platform/connection-lost.ts';
import type { Log } from '../../platform/log.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import type { Refusal } from '../../runs/refusal.ts';
import { claimDeliveries, type ClaimedDelivery } from './claim-deliveries.ts';
import { releaseLease } from './lease.ts';
import { LedgerWriter } from './ledger-writer.ts';
import { MailsAhead } from './mails-ahead.ts';
import { failedResult, reasonOf, resultOf, skippedResult } from './result-of.ts';
import { type RefusedTry, RefusedTries } from './refused-tries.ts';
import type { Mail, RunMails } from './run-mails.ts';
import { retryWhileDisconnected } from './retry-while-disconnected.ts';
import type { LedgerTimes, Result, Written } from './write-ledger.ts';

export interface LeasedRunSettings {
  runId: number;
  leaseId: number;
  mails: RunMails;
  /** False: what the SMTP server refuses to everybody is a failed try; true: it is nobody's. */
  waitsForServer: boolean;
  /** The server refused the run before and has accepted nothing of it since: one mail tries whether it still does. */
  isProbing: boolean;
}

/** A committed result. */
export interface Recorded {
  delivery: ClaimedDelivery;
  result: Result;
}

interface LeasedRunParts extends LeasedRunSettings {
  pool: WorkerPool;
  log: Log;
  times: LedgerTimes;
  /** Results are committed; `left` deliveries of the run are still to be tried. */
  onRecorded: (recorded: Recorded[], left: number) => void;
  /** The server refuses the run as a whole; nobody was charged with a try, and nothing more is taken from it. */
  onRefused: (refusal: Refusal) => void;
  /** There is more to announce, or less to wait for. */
  onChange: () => void;
  onFatal: (error: unknown) => void;
}

/** A mail that may go on the wire: its announcement is committed. */
export interface AnnouncedMail {
  run: LeasedRun;
  delivery: ClaimedDelivery;
  mail: Mail;
  /** It is the so many-th mail of the run that this worker announced. */
  place: number;
}

// A claim that found nothing is not repeated at once: what is deferred comes due by the second.
const EMPTY_PAUSE = 200;

/** A worker's hold on one run: the deliveries that it has claimed, from the queue to the recorded result. */
export class LeasedRun {
  readonly runId: number;
  readonly waitsForServer: boolean;
  /** Nothing more is taken from it: the run stopped, or the lease was broken. */
  isClosed = false;

  readonly #parts: LeasedRunParts;
  readonly #ledger: LedgerWriter;
  readonly #queue: ClaimedDelivery[] = [];
  readonly #ahead: MailsAhead;
  /** Claimed and not recorded: in the queue, announced, or on the wire. */
  readonly #claimed = new Map<number, ClaimedDelivery>();
  readonly #refused: RefusedTries;
  /** How many mails are announced and have no outcome. */
  #onWire = 0;
  #announced = 0;
  #isRefused = false;
  #isLost = false;
  #isClaiming = false;
  #emptyUntil = 0;

  constructor(parts: LeasedRunParts) {
    this.#parts = parts;
    this.runId = parts.runId;
    this.waitsForServer = parts.waitsForServer;
    this.#refused = new RefusedTries(parts);
    this.#ledger = new LedgerWriter({
      ...parts,
      onWritten: (written, results) => this.#written(written, results),
    });
    this.#ahead = new MailsAhead({
      ...parts,
      onMade: (delivery) => this.#queue.push(delivery),
      onFailed: (delivery, error) => this.#ledger.record(failedResult(delivery, reasonOf(error))),
    });
  }

  /** How many are claimed and wait to be announced. */
  get queued(): number {
    return this.#queue.length;
  }

  /** Whether there is a mail to announce, and the server is trusted with one more. */
  get canAnnounce(): boolean {
    const hasRoom = !this.waitsForServer || this.#onWire < this.#refused.window;
    return this.#queue.length > 0 && hasRoom;
  }

  /** Whether nothing is claimed that has no result yet. */
  get isIdle(): boolean {
    return this.#claimed.size === 0 && !this.#isClaiming && !this.#ahead.isMaking;
  }

  /** Claims up to so many more, unless a claim is under way or has just found nothing. */
  async claim(most: number): Promise<void> {
    const wanted = Math.min(most, this.#ahead.room);
    if (this.#isClaiming || this.isClosed || wanted <= 0 || performance.now() < this.#emptyUntil) return;
    this.#isClaiming = true;
    try {
      const { pool, runId, leaseId } = this.#parts;
      const claim = { runId, leaseId, held: [...this.#claimed.keys()], most: wanted };
      const claimed = await claimDeliveries(pool, claim);
      if (claimed === null) this.#stop(true);
      else this.#enqueue(claimed);
    } catch (error) {
      if (!isConnectionLost(error)) this.#parts.onFatal(error);
      this.#emptyUntil = performance.now() + EMPTY_PAUSE;
    } finally {
      this.#isClaiming = false;
      this.#judgeAtEnd();
      this.#parts.onChange();
    }
  }

  /**
   * Makes the next mail of the queue and resolves with it when it is committed that it may be on the wire. Undefined: this
   * one must not go there, or could not be made, which is its result.
   */
  async announceNext(): Promise<AnnouncedMail | undefined> {
    const delivery = this.#queue.shift();
    const mail = delivery && this.#mailOf(delivery);
    if (!delivery || !mail) return undefined;
    this.#onWire++;
    const place = ++this.#announced;
    // Signing takes longer than rendering: it goes on in threads while the announcement is written.
    const signing = mail.isSigned ? mail : this.#parts.mails.sign(mail);
    const [isWritten, signed] = await Promise.all([this.#ledger.announce(delivery.id), signing]);
    if (isWritten && !this.isClosed) return { run: this, delivery, mail: signed, place };
    this.#onWire--;
    // Stopped while it was being written: it must not go, and must not stand as if it might have.
    if (isWritten) this.#ledger.withdraw(delivery.id);
    this.#drop(delivery);
    return undefined;
  }

  /**
   * Takes how a try ended. What the server refused to everybody goes back into the queue if the run waits for it; a refusal of
   * this mail is kept until it is known whether the run as a whole is refused; everything else is recorded.
   */
  settle(announced: AnnouncedMail, outcome: SmtpOutcome): void {
    const isEverybodys = outcome.state === 'UNTOUCHED' && outcome.cause !== 'MAIL_FROM';
    if (this.waitsForServer && isEverybodys) return this.putBack(announced);
    this.#onWire--;
    const { delivery, mail, place } = announced;
    const tried = { delivery, mail, outcome, announced: this.#announced };
    if (this.waitsForServer && isRefusal(outcome)) this.#keepRefused(tried);
    else this.#record(tried);
    if (outcome.state === 'SENT') this.#refused.accepted(place).forEach((refused) => this.#record(refused));
  }

  /** Puts back what was announced and not tried after all; it goes first. */
  putBack({ delivery, mail }: AnnouncedMail): void {
    this.#onWire--;
    this.#ledger.withdraw(delivery.id);
    if (this.isClosed) {
      this.#drop(delivery);
      return;
    }
    this.#ahead.keep(delivery, mail);
    this.#queue.unshift(delivery);
  }

  /** Takes nothing more; what is on the wire goes on. */
  close(): void {
    this.isClosed = true;
    for (const delivery of [...this.#queue.splice(0), ...this.#ahead.close()])
      this.#claimed.delete(delivery.id);
    for (const refused of this.#refused.takeAll()) {
      if (this.#isRefused) this.#claimed.delete(refused.delivery.id);
      else this.#record(refused);
    }
  }

  /** Gives the lease back when everything is written. */
  async release(): Promise<void> {
    this.close();
    await this.#ahead.settled();
    await this.#ledger.settled();
    const { pool, log, runId, leaseId } = this.#parts;
    if (!this.#isLost) await retryWhileDisconnected(log, () => releaseLease(pool, { runId, leaseId }));
  }

  /** Undefined: it cannot be made, which is its result, or is made apart and comes back into the queue. */
  #mailOf(delivery: ClaimedDelivery): Mail | undefined {
    try {
      const mail = this.#ahead.take(delivery) ?? this.#parts.mails.makeHere(delivery);
      if (mail) return mail;
      this.#ahead.add([delivery]);
    } catch (error) {
      this.#ledger.record(failedResult(delivery, reasonOf(error)));
    }
    return undefined;
  }

  #record({ delivery, mail, outcome }: RefusedTry): void {
    this.#ledger.record(resultOf(delivery, outcome, mail.messageId));
  }

  /** The server has none of it: it is off the wire, and no try until that is decided. */
  #keepRefused(refused: RefusedTry): void {
    if (this.isClosed && !this.#isRefused) return this.#record(refused);
    const refusal = this.#refused.add(refused);
    this.#ledger.withdraw(refused.delivery.id);
    if (this.isClosed) this.close();
    else if (refusal) this.#refuse(refusal);
    else this.#judgeAtEnd();
  }

  /** Nobody is left who could show whether the server refuses everybody. */
  #judgeAtEnd(): void {
    const isBusy = this.#onWire > 0 || this.#isClaiming || this.#ahead.isMaking;
    const isAtEnd = this.#queue.length === 0 && !isBusy;
    if (this.#refused.count === 0 || !isAtEnd || performance.now() >= this.#emptyUntil) return;
    const refusal = this.#refused.verdictAtEnd;
    if (refusal) this.#refuse(refusal);
    else this.#refused.takeAll().forEach((refused) => this.#record(refused));
  }

  #refuse(refusal: Refusal): void {
    this.#isRefused = true;
    this.close();
    this.#parts.onRefused(refusal);
  }

  #enqueue(claimed: ClaimedDelivery[]): void {
    // What came while the run was being stopped stays in the lease, and is free again when that is given back.
    if (this.isClosed) return;
    if (claimed.length === 0) this.#emptyUntil = performance.now() + EMPTY_PAUSE;
    for (const delivery of claimed) this.#claimed.set(delivery.id, delivery);
    const toSend = claimed.filter(({ skipReason }) => skipReason === null);
    if (this.#parts.mails.isQuick) this.#queue.push(...toSend);
    else this.#ahead.add(toSend);
    const skipped = claimed.filter(({ skipReason }) => skipReason !== null);
    if (skipped.length > 0) this.#ledger.record(...skipped.map(skippedResult));
  }

  #written({ ownsLease, isActive, left }: Written, results: Result[]): void {
    if (ownsLease && results.length > 0) this.#parts.onRecorded(this.#takeRecorded(results), left);
    if (!ownsLease || !isActive) this.#stop(!ownsLease);
    else this.#parts.onChange();
  }

  #takeRecorded(results: Result[]): Recorded[] {
    return results.flatMap((result) => {
      const delivery = this.#claimed.get(result.deliveryId);
      this.#claimed.delete(result.deliveryId);
      return delivery ? [{ delivery, result }] : [];
    });
  }

  #stop(isLost: boolean): void {
    this.#isLost ||= isLost;
    this.close();
    this.#parts.onChange();
  }

  #drop(delivery: ClaimedDelivery): void {
    this.#claimed.delete(delivery.id);
    this.#parts.onChange();
  }
}

/** The server refused this mail. What never reached it, as its address or its form cannot be sent, is that mail's own. */
function isRefusal(outcome: SmtpOutcome): boolean {
  if (outcome.state === 'UNTOUCHED') return true;
  if (outcome.state !== 'FAILED' && outcome.state !== 'DEFERRED') return false;
  return outcome.code !== null || outcome.blame !== 'recipient';
}
