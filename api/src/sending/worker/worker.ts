import { setTimeout as sleep } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Log } from '../../platform/log.ts';
import type { SmtpConversation } from '../../platform/smtp/smtp-conversation.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import { finishRun } from '../ending/finish-run.ts';
import { skipRest } from '../ending/skip-rest.ts';
import type { Claimed } from './claim-deliveries.ts';
import { Conversations } from './conversations.ts';
import { Outbox } from './outbox.ts';
import { dueRuns, type DueRun } from './due-runs.ts';
import { isConnectionLost } from '../../platform/connection-lost.ts';
import { breakExpiredLeases, openLease, renewLeases } from './lease.ts';
import { pauseRefused } from './pause-refused.ts';
import { prepareLetters, type Sender } from './prepare-letters.ts';
import { registerWorker, renewWorker, unregisterWorker } from './register-worker.ts';
import { RunSender } from './run-sender.ts';
import { SendingRate } from './sending-rate.ts';
import { SmtpHealth } from './smtp-health.ts';
import { type Refusal } from '../../runs/refusal.ts';
import { shareSlots } from './smtp-slots.ts';
import { untilBack } from './until-back.ts';
import type { LedgerTimes, Result } from './write-ledger.ts';

/** How fast a worker notices, gives up and comes back. Tests use shorter times. */
export interface WorkerTimes extends LedgerTimes {
  /** How often the worker looks for work and says that it lives, in milliseconds. */
  pulse: number;
  /** How long a mail on the wire may take to finish when the worker stops, in milliseconds. */
  grace: number;
}

export const usualTimes: WorkerTimes = {
  leaseSeconds: 15,
  retryDelays: [60, 300, 900, 3600, 14_400],
  pulse: 1000,
  grace: 10_000,
};

export interface WorkerParts {
  pool: WorkerPool;
  orm: MikroORM;
  log: Log;
  sender: Sender;
  openConversation: () => SmtpConversation;
  times: WorkerTimes;
  /** What stands in the attempts of deliveries whose worker died. */
  diedReply: string;
  onRecorded?: ((delivery: Claimed, result: Result) => void) | undefined;
  /** Something happened that should never happen; the worker should be ended. */
  onFatal: (error: unknown) => void;
}

/** A process's sender: finds runs to work on, claims parts of them, and keeps its conversations busy. */
export class SendingWorker {
  readonly #parts: WorkerParts;
  readonly #runs = new Map<number, RunSender>();
  readonly #conversations: Conversations;
  readonly #rate: SendingRate;
  readonly #outbox: Outbox;
  readonly #throughput = new Throughput();
  readonly #stopping = new AbortController();
  /** Where it is given, only this run is worked on. */
  onlyRunId: number | undefined;
  #workerId = 0;
  #nap = new AbortController();
  #beating: Promise<void> | null = null;
  #turn = 0;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.#rate = new SendingRate(parts.pool, parts.log);
    this.#outbox = new Outbox({ rate: this.#rate, next: () => this.#next() });
    this.#conversations = new Conversations({
      open: parts.openConversation,
      outbox: this.#outbox,
      health: new SmtpHealth(),
      onRefused: (refusal) => this.#pause(refusal),
      onFailed: parts.onFatal,
    });
  }

  get id(): number {
    return this.#workerId;
  }

  /** Registers the worker; from then on it is alive by the database's clock. */
  async register(): Promise<number> {
    const { pool, log, times } = this.#parts;
    this.#workerId = await untilBack(log, () => registerWorker(pool, times.leaseSeconds));
    return this.#workerId;
  }

  /** Begins to work; registers first where that was not done. */
  async start(): Promise<void> {
    if (this.#workerId === 0) await this.register();
    this.#beating = this.#beat();
  }

  /** Looks for work at once. */
  wake(): void {
    this.#nap.abort();
  }

  /** Stops claiming, finishes what is on the wire, writes it down and gives everything back. */
  async stop(): Promise<void> {
    const { pool, log, times } = this.#parts;
    this.#stopping.abort();
    this.wake();
    await this.#beating;
    for (const run of this.#runs.values()) run.close();
    await this.#conversations.close(times.grace);
    await Promise.race([
      this.#release([...this.#runs.values()]),
      sleep(times.grace, undefined, { ref: false }),
    ]);
    await unregisterWorker(pool, this.#workerId).catch((error: unknown) =>
      log.warn({ err: error }, 'The worker could not sign off.'),
    );
  }

  async #beat(): Promise<void> {
    const { log, times } = this.#parts;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#pulse();
      } catch (error) {
        if (isConnectionLost(error)) log.warn({ err: error }, 'The database is away.');
        else log.error({ err: error }, 'A worker could not look for work.');
      }
      await sleep(times.pulse, undefined, { signal: this.#nap.signal }).catch(() => {});
      if (this.#nap.signal.aborted) this.#nap = new AbortController();
    }
  }

  async #pulse(): Promise<void> {
    const { pool, times, diedReply, log } = this.#parts;
    const workerId = this.#workerId;
    await renewWorker(pool, workerId, times.leaseSeconds);
    await renewLeases(pool, workerId, times.leaseSeconds);
    const inDoubt = await breakExpiredLeases(pool, times.leaseSeconds, diedReply);
    if (inDoubt > 0) log.warn({ inDoubt }, 'Another worker died; what it had on the wire is in doubt.');
    const inUse = this.#conversations.inUse;
    const slots = await shareSlots(pool, { workerId, inUse, seconds: times.leaseSeconds });
    this.#rate.limit = slots.messagesPerSecond;
    this.#conversations.resize(slots.granted);
    await this.#follow(await dueRuns(pool, workerId));
    this.#fill();
  }

  /** Begins with the runs that mail may leave for, ends those that it may not, and finishes what is over. */
  async #follow(due: DueRun[]): Promise<void> {
    const { orm, log } = this.#parts;
    const mine = due.filter(({ id }) => this.onlyRunId === undefined || id === this.onlyRunId);
    const sendable = new Set(mine.filter((run) => run.isSendable).map(({ id }) => id));
    for (const run of this.#runs.values()) if (!sendable.has(run.runId)) run.close();
    await this.#release([...this.#runs.values()].filter((run) => run.isClosed && run.isIdle));
    for (const run of mine) {
      if (run.isSendable && !this.#runs.has(run.id)) await this.#begin(run);
      if (run.isToSkip) await skipRest(orm.em.fork(), run.id);
      if (run.isToSkip || run.isToFinish) await finishRun(orm.em.fork(), run.id, log);
    }
  }

  async #begin({ id: runId, isCommand }: DueRun): Promise<void> {
    const { pool, log, sender, times, onRecorded, onFatal } = this.#parts;
    const prepare = await prepareLetters(pool, runId, sender);
    const leaseId = await openLease(pool, {
      runId,
      workerId: this.#workerId,
      leaseSeconds: times.leaseSeconds,
    });
    const run = new RunSender({
      pool,
      log,
      runId,
      leaseId,
      prepare,
      times,
      isPatient: !isCommand,
      onRecorded: (delivery, result) => {
        this.#throughput.count();
        onRecorded?.(delivery, result);
      },
      onChange: () => this.#fill(),
      onOver: () => this.wake(),
      onFailed: onFatal,
    });
    this.#runs.set(runId, run);
  }

  async #release(runs: RunSender[]): Promise<void> {
    for (const run of runs) {
      await run.release();
      this.#runs.delete(run.runId);
    }
  }

  /** Keeps every run's queue long enough for about half a second, and no longer: what is claimed is out of others' reach. */
  #fill(): void {
    const wanted = Math.ceil(Math.max(this.#throughput.perSecond * 0.5, this.#conversations.inUse * 2));
    const most = Math.max(
      1,
      Math.ceil(Math.min(wanted, this.#rate.perSecond, 5000) / Math.max(1, this.#runs.size)),
    );
    for (const run of this.#runs.values()) {
      if (run.queued <= most / 2 && !this.#stopping.signal.aborted) void run.claim(most - run.queued);
    }
    this.#outbox.fill();
  }

  /** The runs take turns, so that a small one is not kept waiting by a large one. */
  #next(): { run: RunSender; delivery: Claimed } | undefined {
    const runs = [...this.#runs.values()];
    for (let tried = 0; tried < runs.length; tried++) {
      const run = runs[this.#turn++ % runs.length]!;
      const delivery = run.take();
      if (delivery) {
        return { run, delivery };
      }
    }
    return undefined;
  }

  #pause(refusal: Refusal): void {
    const { pool, log } = this.#parts;
    const patient = [...this.#runs.values()].filter((run) => run.isPatient);
    for (const run of patient) run.close();
    const runIds = patient.map(({ runId }) => runId);
    // Without the server's words: they may name a recipient. They stand with the run.
    log.error({ runs: runIds, cause: refusal.cause }, 'The SMTP server refuses everything; the runs pause.');
    pauseRefused(pool, runIds, refusal).then(() => this.wake(), this.#parts.onFatal);
  }
}

/** Results a second, over the last second or two. */
class Throughput {
  #since = performance.now();
  #counted = 0;
  #perSecond = 0;

  count(): void {
    this.#counted++;
    const seconds = (performance.now() - this.#since) / 1000;
    if (seconds < 1) return;
    this.#perSecond = this.#counted / seconds;
    this.#counted = 0;
    this.#since = performance.now();
  }

  get perSecond(): number {
    return Math.max(this.#perSecond, this.#counted);
  }
}
