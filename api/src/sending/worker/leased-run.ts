import { isConnectionLost } from '../../platform/connection-lost.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { Refusal } from '../../runs/refusal.ts';
import type { AnnouncedMailOf } from './announced-mail.ts';
import { claimDeliveries, type ClaimedDelivery } from './claim-deliveries.ts';
import { releaseLease } from './lease.ts';
import { type LeasedRunParts, takeRecorded } from './leased-run-parts.ts';
import { LedgerWriter } from './ledger-writer.ts';
import { MailsAhead } from './mails-ahead.ts';
import { MailsAtHand } from './mails-at-hand.ts';
import { failedResult, reasonOf, resultOf, skippedResult } from './result-of.ts';
import type { RefusedTry } from './refused-tries.ts';
import type { Mail } from './run-mails.ts';
import { retryWhileDisconnected } from './retry-while-disconnected.ts';
import { type Route, RunRoutes } from './servers/run-routes.ts';
import type { SendingServer } from './servers/sending-server.ts';
import type { Result, Written } from './write-ledger.ts';

export type AnnouncedMail = AnnouncedMailOf<LeasedRun>;

// A claim that found nothing is not repeated at once: deferred deliveries come due by the second.
const EMPTY_PAUSE = 200;

/** A worker's hold on one run: its claimed deliveries, from the queue to the recorded result. */
export class LeasedRun {
  readonly runId: number;
  readonly waitsForServer: boolean;
  /** The servers that its mails can go over. */
  readonly routes: RunRoutes;
  /** True when nothing more is taken from it: the run stopped, or the lease was broken. */
  isClosed = false;

  readonly #parts: LeasedRunParts;
  readonly #ledger: LedgerWriter;
  readonly #queue: ClaimedDelivery[] = [];
  readonly #atHand: MailsAtHand;
  readonly #ahead: MailsAhead;
  /** Claimed and not recorded: in the queue, announced, or on the wire. */
  readonly #claimed = new Map<number, ClaimedDelivery>();
  /** Number of mails that are announced and have no outcome. */
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
    this.routes = new RunRoutes(parts.servers, parts);
    this.#ledger = new LedgerWriter({
      ...parts,
      onWritten: (written, results) => this.#written(written, results),
    });
    this.#atHand = new MailsAtHand(parts.mails, this.#queue);
    this.#ahead = new MailsAhead({
      ...parts,
      onMade: (delivery) => this.#queue.push(delivery),
      onFailed: (delivery, error) => this.#ledger.record(failedResult(delivery, reasonOf(error))),
    });
  }

  /** Number of claimed deliveries that wait to be announced. */
  get queued(): number {
    return this.#queue.length;
  }

  /** Whether there is a mail to announce and the brake allows one more on the wire. */
  get canAnnounce(): boolean {
    return this.#queue.length > 0 && this.#onWire < this.routes.window;
  }

  /** Whether a single mail tests if the servers still refuse the run. */
  get isProbing(): boolean {
    return this.waitsForServer && this.routes.isProbing;
  }

  /** Whether one of its mails is announced and has no outcome. */
  get isOnWire(): boolean {
    return this.#onWire > 0;
  }

  /** Whether every claimed delivery has its result. */
  get isIdle(): boolean {
    return this.#claimed.size === 0 && !this.#isClaiming && !this.#ahead.isMaking;
  }

  /** Claims up to `most` more deliveries, unless a claim is under way or has just found nothing. */
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
   * Renders and announces the next mail of the queue. Returns undefined if it could not be rendered, which is
   * its result, or is rendered in another thread first.
   */
  announceNext(): AnnouncedMail | undefined {
    const delivery = this.#queue.shift();
    const mail = delivery && this.#mailOf(delivery);
    if (!delivery || !mail) return undefined;
    this.#onWire++;
    const place = ++this.#announced;
    const mayLeave = this.#ledger.announce(delivery.id);
    return { run: this, delivery, mail, mayLeave, place, server: null };
  }

  /** Adds what takes longer than rendering, so threads do it while the announcement is written. */
  async sign(announced: AnnouncedMail): Promise<void> {
    announced.mail = await this.#parts.mails.sign(announced.mail);
  }

  /**
   * Handles the outcome of a try. If the server refused everybody and the run waits for it, the mail goes
   * back into the queue. A refusal of this mail is kept until it is known whether the whole run is refused.
   * Everything else is recorded.
   */
  settle(announced: AnnouncedMail, outcome: SmtpOutcome): void {
    const server = announced.server!;
    const isEverybodys = outcome.state === 'UNTOUCHED' && outcome.cause !== 'MAIL_FROM';
    const isElsewhere = 'lacks' in outcome && this.routes.offersElsewhere(server);
    if (isElsewhere || (isEverybodys && this.routes.canWait(server))) return this.putBack(announced);
    this.#onWire--;
    this.routes.settled(announced);
    const { delivery, mail, place } = announced;
    const route = this.routes.at(server);
    const tried = { delivery, mail, outcome, serverId: server.id, announced: this.#announced };
    if (route.tries.mayBeEverybodys(tried, this.routes.canWait(server))) this.#keepRefused(tried, route);
    else this.#record(tried);
    if (outcome.state === 'SENT') this.#accepted(route, place);
    else if (outcome.state === 'UNKNOWN') this.#replyLost(route, { place, reply: outcome.reply });
  }

  /** Takes over what other workers have found out about servers. */
  followServers(): void {
    for (const route of this.routes.follow()) this.#sendElsewhere(route);
  }

  /** A server is left out: what it refused goes over the others. */
  leave(server: SendingServer): void {
    this.#sendElsewhere(this.routes.at(server));
  }

  /** Puts an announced mail that was not tried back at the head of the queue, or drops it if the run was closed. */
  putBack(announced: AnnouncedMail): void {
    this.#onWire--;
    this.routes.settled(announced);
    this.#ledger.withdraw(announced.delivery.id);
    if (this.isClosed) this.#drop(announced.delivery);
    else this.#requeue(announced);
  }

  /** Takes nothing more; mails on the wire finish. */
  close(): void {
    this.isClosed = true;
    this.#atHand.clear();
    for (const { id } of [...this.#queue.splice(0), ...this.#ahead.close()]) this.#claimed.delete(id);
    for (const refused of this.routes.takeRefused()) {
      if (this.#isRefused) this.#claimed.delete(refused.delivery.id);
      else this.#record(refused);
    }
  }

  /** Releases the lease when everything is written. */
  async release(): Promise<void> {
    this.close();
    await this.#ahead.settled();
    await this.#ledger.settled();
    const { pool, log, runId, leaseId } = this.#parts;
    if (!this.#isLost) await retryWhileDisconnected(log, () => releaseLease(pool, { runId, leaseId }));
  }

  /**
   * Returns undefined if the mail cannot be rendered, which is its result, or is rendered in another thread
   * and will return to the queue.
   */
  #mailOf(delivery: ClaimedDelivery): Mail | undefined {
    try {
      const mail = this.#atHand.take(delivery, this.#ahead.take(delivery));
      if (mail) return mail;
      this.#ahead.add([delivery]);
    } catch (error) {
      this.#ledger.record(failedResult(delivery, reasonOf(error)));
    }
    return undefined;
  }

  #record({ delivery, mail: { messageId }, outcome, serverId }: RefusedTry): void {
    this.#ledger.record(resultOf(delivery, outcome, { messageId, serverId }));
  }

  #requeue({ delivery, mail }: { delivery: ClaimedDelivery; mail: Mail }): void {
    this.#ahead.keep(delivery, mail);
    this.#queue.unshift(delivery);
  }

  #accepted(route: Route, place: number): void {
    for (const refused of route.tries.accepted(place)) this.#record(refused);
    if (route.state !== 'PROBING') return;
    route.state = 'OPEN';
    this.#parts.onAccepted(route.server);
  }

  /** The mail stays in doubt; a server that loses every reply gets no more of the run's mails. */
  #replyLost(route: Route, { place, reply }: { place: number; reply: string }): void {
    const refusal = route.tries.lost({ place, announced: this.#announced, reply });
    if (refusal && !this.isClosed) this.#refuse(route, refusal);
  }

  #sendElsewhere({ tries }: Route): void {
    const refused = tries.takeAll();
    if (this.isClosed) return;
    for (const one of refused) this.#requeue(one);
    if (refused.length > 0) this.#parts.onChange();
  }

  /**
   * Takes a refused mail off the wire, but records no try until it is known whether the whole run is refused.
   */
  #keepRefused(refused: RefusedTry, route: Route): void {
    if (this.isClosed && !this.#isRefused) return this.#record(refused);
    const refusal = route.tries.add(refused);
    this.#ledger.withdraw(refused.delivery.id);
    if (this.isClosed) this.close();
    else if (refusal || route.state === 'PAUSED') this.#refuse(route, refusal);
    else this.#judgeAtEnd();
  }

  /** Decides when no mail is left that could show whether the server refuses everybody. */
  #judgeAtEnd(): void {
    const isBusy = this.#onWire > 0 || this.#isClaiming || this.#ahead.isMaking;
    const isAtEnd = this.#queue.length === 0 && !isBusy;
    if (this.routes.refused === 0 || !isAtEnd || performance.now() >= this.#emptyUntil) return;
    for (const route of this.routes.all) {
      const refusal = this.routes.canWait(route.server) ? route.tries.verdictAtEnd : null;
      if (refusal) this.#refuse(route, refusal);
      else route.tries.takeAll().forEach((refused) => this.#record(refused));
    }
  }

  /** A server refuses the run: it goes on over the others if there are any. */
  #refuse(route: Route, refusal: Refusal | null): void {
    if (this.routes.hasOther(route.server)) {
      route.state = 'PAUSED';
      if (refusal) this.#parts.onRefused(refusal, route.server);
      this.#sendElsewhere(route);
      return;
    }
    this.#isRefused = true;
    this.close();
    if (refusal) this.#parts.onRefused(refusal, route.server);
  }

  #enqueue(claimed: ClaimedDelivery[]): void {
    // What arrived while the run was stopping stays in the lease, and becomes free when the lease is
    // released.
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
    if (ownsLease && results.length > 0) this.#parts.onRecorded(takeRecorded(this.#claimed, results), left);
    if (!ownsLease || !isActive) this.#stop(!ownsLease);
    else this.#parts.onChange();
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
