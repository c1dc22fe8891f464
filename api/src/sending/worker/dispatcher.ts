import type { Log } from '../../platform/log.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import type { Refusal } from '../../runs/refusal.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { type AnnouncedMail, LeasedRun, type LeasedRunSettings, type Recorded } from './leased-run.ts';
import { pauseRefused } from './pause-refused.ts';
import { SendingPace } from './sending-pace.ts';
import { SendingRate } from './sending-rate.ts';
import { refusalIn, SmtpHealth } from './smtp-health.ts';
import type { LedgerTimes, Result } from './write-ledger.ts';

interface DispatcherParts {
  pool: WorkerPool;
  log: Log;
  times: LedgerTimes;
  onRecorded?: ((delivery: ClaimedDelivery, result: Result) => void) | undefined;
  /** A run has nothing left to be tried, or was paused: the worker should look for work. */
  onIdle: () => void;
  onFatal: (error: unknown) => void;
}

type Waiting = (mail: AnnouncedMail | undefined) => void;

/**
 * Decides what is sent next. Holds the runs that this worker has leased, has them claim deliveries, announces mails in turn,
 * hands them to the connections and passes on how each try ended.
 *
 * An announcement takes a commit, and a mail's commands go out behind the mail before it: so there may be twice as many
 * announced as there are connections, and no more, as they are what is in doubt when the worker dies.
 */
export class Dispatcher {
  readonly rate: SendingRate;
  readonly #parts: DispatcherParts;
  readonly #runs = new Map<number, LeasedRun>();
  readonly #health = new SmtpHealth();
  readonly #pace = new SendingPace();
  readonly #waiting: Waiting[] = [];
  #ready: AnnouncedMail[] = [];
  /** Being announced, or announced and without an outcome. */
  #announced = 0;
  #connections = 0;
  #turn = 0;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.rate = new SendingRate(parts.pool, parts.log);
  }

  has(runId: number): boolean {
    return this.#runs.has(runId);
  }

  add(run: LeasedRunSettings): void {
    const leased = new LeasedRun({
      ...this.#parts,
      ...run,
      onRecorded: (recorded, left) => this.#recorded(recorded, left),
      onRefused: (refusal) => this.#pause([leased], refusal),
      onChange: () => this.fill(),
    });
    this.#runs.set(run.runId, leased);
  }

  /** Takes nothing more from any other run, and gives back the leases of those whose last mail has its result. */
  async keepOnly(runIds: Set<number>): Promise<void> {
    for (const run of this.#runs.values()) if (!runIds.has(run.runId)) run.close();
    for (const run of this.#runs.values()) if (run.isClosed && run.isIdle) await this.#release(run);
  }

  /** Takes nothing more from any run. */
  close(): void {
    for (const run of this.#runs.values()) run.close();
  }

  /** Gives all leases back when everything is written. */
  async releaseAll(): Promise<void> {
    for (const run of this.#runs.values()) await this.#release(run);
  }

  /** Sets how many connections send. With none, what was announced ahead is taken back. */
  resize(connections: number): void {
    this.#connections = connections;
    if (connections === 0) for (const mail of this.#ready.splice(0)) this.putBack(mail);
  }

  /** Claims and announces what is wanted and not there yet. Called whenever there may be more to send. */
  fill(): void {
    const most = this.#queueLength();
    for (const run of this.#runs.values()) {
      if (run.queued <= most / 2) void run.claim(most - run.queued);
    }
    this.#announceMore();
  }

  /** Resolves with the next mail to send; undefined when the connection should end. */
  fetch(signal: AbortSignal): Promise<AnnouncedMail | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    const ready = this.#takeReady();
    const fetched = ready ? Promise.resolve(ready) : this.#wait(signal);
    this.#announceMore();
    return fetched;
  }

  /** Takes back a mail that was not tried after all. */
  putBack(mail: AnnouncedMail): void {
    this.#announced--;
    mail.run.putBack(mail);
    this.#announceMore();
  }

  /** Passes on how a try ended. Returns how long its connection should wait before the next mail, in milliseconds. */
  settle(mail: AnnouncedMail, outcome: SmtpOutcome): number {
    this.#announced--;
    mail.run.settle(mail, outcome);
    this.#announceMore();
    const refusal = refusalIn(outcome);
    if (refusal) {
      if (this.#health.refused(refusal)) this.#pause(this.#waitingForServer(), refusal);
      return mail.run.waitsForServer ? this.#health.pause : 0;
    }
    if (outcome.state !== 'UNKNOWN') this.#health.answered();
    return 0;
  }

  /** Enough for about half a second and no more, as what is claimed is out of others' reach. */
  #queueLength(): number {
    const wanted = Math.ceil(Math.max(this.#pace.resultsPerSecond * 0.5, this.#connections * 2));
    const most = Math.min(wanted, this.rate.perSecond, 5000);
    return Math.max(1, Math.ceil(most / Math.max(1, this.#runs.size)));
  }

  #announceMore(): void {
    while (this.#announced < this.#connections * 2) {
      // A permit that is taken and not used is saved up, and mails leave faster than they may later.
      const run = this.#nextRun();
      if (!run || !this.rate.tryTake(() => this.#announceMore())) return;
      void this.#announce(run);
    }
  }

  /** The runs take turns, so that a small one is not kept waiting by a large one. */
  #nextRun(): LeasedRun | undefined {
    const runs = [...this.#runs.values()];
    for (let tried = 0; tried < runs.length; tried++) {
      const run = runs[this.#turn++ % runs.length]!;
      if (run.canAnnounce) return run;
    }
    return undefined;
  }

  async #announce(run: LeasedRun): Promise<void> {
    this.#announced++;
    const mail = await run.announceNext();
    if (mail) return this.#give(mail);
    this.#announced--;
    this.rate.giveBack();
    this.#announceMore();
  }

  #give(mail: AnnouncedMail): void {
    const resolve = this.#waiting.shift();
    if (resolve) resolve(mail);
    else this.#ready.push(mail);
  }

  /** What was announced ahead may have been stopped since. */
  #takeReady(): AnnouncedMail | undefined {
    for (let mail = this.#ready.shift(); mail; mail = this.#ready.shift()) {
      if (!mail.run.isClosed) return mail;
      this.putBack(mail);
    }
    return undefined;
  }

  #wait(signal: AbortSignal): Promise<AnnouncedMail | undefined> {
    return new Promise((resolve) => {
      const onAbort = () => {
        const at = this.#waiting.indexOf(give);
        if (at >= 0) this.#waiting.splice(at, 1);
        resolve(undefined);
      };
      const give: Waiting = (mail) => {
        signal.removeEventListener('abort', onAbort);
        resolve(mail);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(give);
    });
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
    for (const run of runs) run.close();
    const runIds = runs.map(({ runId }) => runId);
    log.error({ runs: runIds, ...refusal }, 'The SMTP server refuses everybody; the runs pause.');
    pauseRefused(pool, runIds, refusal).then(onIdle, onFatal);
  }

  async #release(run: LeasedRun): Promise<void> {
    await run.release();
    this.#runs.delete(run.runId);
  }
}
