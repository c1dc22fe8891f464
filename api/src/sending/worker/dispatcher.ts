import type { Log } from '../../platform/log.ts';
import { withoutAddresses } from '../../platform/mime/without-addresses.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import type { Refusal } from '../../runs/refusal.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { type AnnouncedMail, LeasedRun } from './leased-run.ts';
import type { LeasedRunSettings, Recorded } from './leased-run-parts.ts';
import { isAway, pauseRefused } from './pause-refused.ts';
import { SendingPace } from './sending-pace.ts';
import { SendingRate } from './sending-rate.ts';
import { takeTokens } from '../limits/take-tokens.ts';
import { HandOut } from './servers/hand-out.ts';
import type { SendingServer } from './servers/sending-server.ts';
import { ServerNotes } from './servers/server-notes.ts';
import type { ServerSet } from './servers/server-set.ts';
import { refusalIn } from './smtp-health.ts';
import type { LedgerTimes, Result } from './write-ledger.ts';

interface DispatcherParts {
  pool: WorkerPool;
  log: Log;
  times: LedgerTimes;
  softBounces: number;
  servers: ServerSet;
  onRecorded?: ((delivery: ClaimedDelivery, result: Result) => void) | undefined;
  /** Called when a run has nothing left to try or was paused: the worker should look for work. */
  onIdle: () => void;
  onFatal: (error: unknown) => void;
}

const isProbing = (run: LeasedRun): boolean => run.isProbing;

/**
 * Decides what is sent next. Holds the runs that this worker has leased, lets them claim deliveries,
 * announces mails in turn, hands them to the connections and passes on each outcome.
 *
 * An announcement takes a commit, and a mail's commands are pipelined behind the mail before it. So up to
 * twice as many mails as there are connections may be announced, and no more, because announced mails are in
 * doubt if the worker dies.
 */
export class Dispatcher {
  readonly rate: SendingRate;
  /** What is being stored about servers. */
  readonly notes: ServerNotes;
  readonly #parts: DispatcherParts;
  readonly #runs = new Map<number, LeasedRun>();
  readonly #pace = new SendingPace();
  readonly #handOut = new HandOut<AnnouncedMail>();
  /** Runs whose pause is not committed yet: the database still shows them as running. */
  readonly #pausing = new Set<number>();
  /** Mails that are being announced, or are announced and have no outcome. */
  #announced = 0;
  #connections = 0;
  #turn = 0;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.rate = new SendingRate({ ...parts, take: takeTokens });
    this.notes = new ServerNotes(parts);
  }

  has(runId: number): boolean {
    return this.#runs.has(runId) || this.#pausing.has(runId);
  }

  add(run: LeasedRunSettings): void {
    const leased = new LeasedRun({
      ...this.#parts,
      ...run,
      onRecorded: (recorded, left) => this.#recorded(recorded, left),
      onRefused: (refusal, server) => this.#refused(leased, refusal, server),
      onAccepted: (server) => this.notes.accepts(run.runId, server),
      onChange: () => this.fill(),
    });
    this.#runs.set(run.runId, leased);
  }

  /**
   * Takes nothing more from other runs than these, and releases their leases once their last mail has its
   * result.
   */
  async keepOnly(runIds: Set<number>): Promise<void> {
    for (const run of this.#runs.values()) if (!runIds.has(run.runId)) run.close();
    // Nobody fetches them, and connections may all be waiting.
    this.#takeBack(({ run }) => !run.isClosed);
    for (const run of this.#runs.values()) if (run.isClosed && run.isIdle) await this.#release(run);
  }

  /** Takes nothing more from any run. */
  close(): void {
    for (const run of this.#runs.values()) run.close();
  }

  /** Releases all leases when everything is written. */
  async releaseAll(): Promise<void> {
    for (const run of this.#runs.values()) await this.#release(run);
  }

  /** Sets how many connections send. With none, mails that were announced ahead are withdrawn. */
  resize(connections: number): void {
    this.#connections = connections;
    if (connections === 0) this.#takeBack(() => false);
  }

  /** Claims and announces what is missing. Call it whenever there may be more to send. */
  fill(): void {
    const most = this.#queueLength();
    for (const run of this.#runs.values()) {
      if (run.queued <= most / 2) void run.claim(most - run.queued);
    }
    this.#announceMore();
  }

  /** Resolves with the next mail to send, or undefined if the connection should close. */
  async fetch(server: SendingServer, signal: AbortSignal): Promise<AnnouncedMail | undefined> {
    const ready = this.take(server, signal);
    if (ready || signal.aborted) return ready;
    const fetched = this.#handOut.fetch(server, signal);
    this.#announceMore();
    return fetched;
  }

  /** Returns the next mail to send if there is one at hand. */
  take(server: SendingServer, signal: AbortSignal): AnnouncedMail | undefined {
    if (signal.aborted) return undefined;
    this.#takeBack(({ run }) => !run.isClosed);
    return this.#handOut.take(server);
  }

  /** Follows what all workers know about servers: runs that no server is left for pause. */
  followServers(): void {
    for (const run of this.#runs.values()) {
      run.followServers();
      const reason = run.isClosed || run.routes.canGo || !run.waitsForServer ? null : this.#reasonOf(run);
      if (reason) this.#pause([run], reason);
    }
    this.#handOut.match();
  }

  /** Takes back a mail that was not tried. */
  putBack(mail: AnnouncedMail): void {
    this.#announced--;
    mail.run.putBack(mail);
    this.#handOut.match();
    this.#announceMore();
  }

  /**
   * Passes on the outcome of a try. Returns the milliseconds that its connection should wait before the next
   * mail.
   */
  settle(mail: AnnouncedMail, outcome: SmtpOutcome): number {
    const server = mail.server!;
    this.#announced--;
    mail.run.settle(mail, outcome);
    this.#handOut.match();
    this.#announceMore();
    const refusal = refusalIn(outcome);
    if (refusal) return this.#refusedByServer(server, mail.run, refusal);
    if (outcome.state !== 'UNKNOWN') {
      server.health.answered();
      if (server.isMarked || server.state === 'PROBING') this.notes.answers(server);
    }
    return 0;
  }

  /** Enough for about half a second and no more, because other workers cannot take what is claimed. */
  #queueLength(): number {
    const wanted = Math.ceil(Math.max(this.#pace.resultsPerSecond * 0.5, this.#connections * 2));
    const most = Math.min(wanted, this.rate.perSecond, 5000);
    return Math.max(1, Math.ceil(most / Math.max(1, this.#runs.size)));
  }

  #announceMore(): void {
    while (this.#announced < this.#connections * 2) {
      // An unused permit would be saved up, and mails would leave faster than allowed later.
      const run = this.#nextRun();
      if (!run || !this.rate.tryTake(() => this.#announceMore())) return;
      const mail = run.announceNext();
      if (mail) void this.#give(mail);
      else this.rate.giveBack();
    }
  }

  /** Takes the runs in turn, so that a large one does not delay a small one. */
  #nextRun(): LeasedRun | undefined {
    const runs = [...this.#runs.values()];
    for (let tried = 0; tried < runs.length; tried++) {
      const run = runs[this.#turn++ % runs.length]!;
      if (run.canAnnounce && !this.#isProbedBeside(run)) return run;
    }
    return undefined;
  }

  /** Of all runs that test whether the server is back only one does so at a time, with one connection. */
  #isProbedBeside(run: LeasedRun): boolean {
    return run.isProbing && [...this.#runs.values()].some((other) => isProbing(other) && other.isOnWire);
  }

  async #give(mail: AnnouncedMail): Promise<void> {
    this.#announced++;
    if (!mail.mail.isSigned) await mail.run.sign(mail);
    if (mail.run.isClosed) this.putBack(mail);
    else this.#handOut.give(mail);
  }

  /** Withdraws mails that were announced ahead and that nobody has fetched. */
  #takeBack(isWanted: (mail: AnnouncedMail) => boolean): void {
    for (const mail of this.#handOut.takeBack(isWanted)) this.putBack(mail);
  }

  /** The server refuses everybody. Returns how long its connection should wait. */
  #refusedByServer(server: SendingServer, run: LeasedRun, refusal: Refusal): number {
    const { servers } = this.#parts;
    if (servers.isSingle) {
      // One mail has found out for all waiting runs whether the server is back.
      if (run.isProbing) this.#pauseAll(server, this.#waitingForServer().filter(isProbing), refusal);
      else if (server.health.refused(refusal)) this.#pauseAll(server, this.#waitingForServer(), refusal);
      return run.waitsForServer ? server.health.pause : 0;
    }
    if (server.state === 'PROBING' || server.health.refused(refusal)) this.#leaveOut(server, refusal);
    return server.health.pause;
  }

  #pauseAll(server: SendingServer, runs: LeasedRun[], refusal: Refusal): void {
    this.notes.refusesAll(server, refusal);
    this.#pause(runs, refusal);
  }

  /** Runs go on over the other servers; those that none is left for pause. */
  #leaveOut(server: SendingServer, refusal: Refusal): void {
    server.state = 'PAUSED';
    this.notes.refusesAll(server, refusal);
    for (const run of this.#runs.values()) run.leave(server);
    const stuck = this.#waitingForServer().filter((run) => !run.isClosed && !run.routes.canGo);
    if (stuck.length > 0) this.#pause(stuck, refusal);
    this.#parts.onIdle();
  }

  /** A server refuses a run, which goes on over the others unless it was closed. */
  #refused(run: LeasedRun, refusal: Refusal, server: SendingServer): void {
    if (!this.#parts.servers.isSingle) this.notes.refuses(run.runId, server, refusal);
    if (run.isClosed) this.#pause([run], refusal);
  }

  #reasonOf({ runId }: LeasedRun): Refusal | null {
    return this.#parts.servers.reasonFor(runId);
  }

  #recorded(recorded: Recorded[], left: number): void {
    for (const { delivery, result } of recorded) {
      this.#pace.countResult();
      this.#parts.onRecorded?.(delivery, result);
    }
    if (left === 0) this.#parts.onIdle();
  }

  #waitingForServer(): LeasedRun[] {
    return [...this.#runs.values()].filter((run) => run.waitsForServer);
  }

  #pause(runs: LeasedRun[], refusal: Refusal): void {
    const { pool, log, onIdle, onFatal } = this.#parts;
    const isKnown = runs.every(isProbing) && isAway(refusal);
    for (const run of runs) run.close();
    const runIds = runs.map(({ runId }) => runId);
    const level = isKnown ? 'debug' : 'error';
    const reply = withoutAddresses(refusal.reply);
    log[level]({ runs: runIds, ...refusal, reply }, 'The SMTP server refuses everybody; the runs pause.');
    for (const runId of runIds) this.#pausing.add(runId);
    const onPaused = () => {
      for (const runId of runIds) this.#pausing.delete(runId);
      onIdle();
    };
    pauseRefused(pool, runIds, refusal).then(onPaused, onFatal);
  }

  async #release(run: LeasedRun): Promise<void> {
    await run.release();
    this.#runs.delete(run.runId);
  }
}
