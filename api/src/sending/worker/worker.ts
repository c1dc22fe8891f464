import { setTimeout as sleep } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Log } from '../../platform/log.ts';
import type { SmtpClient } from '../../platform/smtp/smtp-client.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import { finishRun } from '../ending/finish-run.ts';
import { skipRest } from '../ending/skip-rest.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { Connections } from './connections.ts';
import { Dispatcher } from './dispatcher.ts';
import { dueRuns, type DueRun } from './due-runs.ts';
import { isConnectionLost } from '../../platform/connection-lost.ts';
import { breakExpiredLeases, openLease, renewLeases } from './lease.ts';
import { pauseRefused } from './pause-refused.ts';
import { prepareRun } from './prepare-run.ts';
import { registerWorker, renewWorker, unregisterWorker } from './register-worker.ts';
import type { Sender } from './run-headers.ts';
import { shareSlots } from './smtp-slots.ts';
import { retryWhileDisconnected } from './retry-while-disconnected.ts';
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
  createClient: () => SmtpClient;
  times: WorkerTimes;
  /** What stands in the attempts of deliveries whose worker died. */
  diedReply: string;
  onRecorded?: ((delivery: ClaimedDelivery, result: Result) => void) | undefined;
  /** Something happened that should never happen; the worker should be ended. */
  onFatal: (error: unknown) => void;
}

/** A process's sender: finds runs to work on, leases them, and gives them to its dispatcher. */
export class SendingWorker {
  readonly #parts: WorkerParts;
  readonly #dispatcher: Dispatcher;
  readonly #connections: Connections;
  readonly #stopping = new AbortController();
  /** If set, only this run is worked on. */
  onlyRunId: number | undefined;
  #workerId = 0;
  #sleeping = new AbortController();
  #loop: Promise<void> | null = null;

  constructor(parts: WorkerParts) {
    const { createClient, onFatal } = parts;
    this.#parts = parts;
    this.#dispatcher = new Dispatcher({ ...parts, onIdle: () => this.wake() });
    this.#connections = new Connections({ createClient, dispatcher: this.#dispatcher, onFatal });
  }

  get id(): number {
    return this.#workerId;
  }

  /** Registers the worker; from then on it is alive by the database's clock. */
  async register(): Promise<number> {
    const { pool, log, times } = this.#parts;
    this.#workerId = await retryWhileDisconnected(log, () => registerWorker(pool, times.leaseSeconds));
    return this.#workerId;
  }

  /** Begins to work; registers first if that was not done. */
  async start(): Promise<void> {
    if (this.#workerId === 0) await this.register();
    this.#loop = this.#work();
  }

  /** Looks for work at once. */
  wake(): void {
    this.#sleeping.abort();
  }

  /** Stops claiming, finishes what is on the wire, writes it down and gives everything back. */
  async stop(): Promise<void> {
    const { pool, log, times } = this.#parts;
    this.#stopping.abort();
    this.wake();
    await this.#loop;
    this.#dispatcher.close();
    await this.#connections.close(times.grace);
    await Promise.race([this.#dispatcher.releaseAll(), sleep(times.grace, undefined, { ref: false })]);
    await unregisterWorker(pool, this.#workerId).catch((error: unknown) =>
      log.warn({ err: error }, 'The worker could not sign off.'),
    );
  }

  async #work(): Promise<void> {
    const { log, times } = this.#parts;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#pulse();
      } catch (error) {
        if (isConnectionLost(error)) log.warn({ err: error }, 'The database is away.');
        else log.error({ err: error }, 'A worker could not look for work.');
      }
      await sleep(times.pulse, undefined, { signal: this.#sleeping.signal }).catch(() => {});
      if (this.#sleeping.signal.aborted) this.#sleeping = new AbortController();
    }
  }

  async #pulse(): Promise<void> {
    const { pool, times, diedReply, log } = this.#parts;
    const workerId = this.#workerId;
    await renewWorker(pool, workerId, times.leaseSeconds);
    await renewLeases(pool, workerId, times.leaseSeconds);
    const inDoubt = await breakExpiredLeases(pool, times.leaseSeconds, diedReply);
    if (inDoubt > 0) log.warn({ inDoubt }, 'Another worker died; what it had on the wire is in doubt.');
    const inUse = this.#connections.inUse;
    const slots = await shareSlots(pool, { workerId, inUse, seconds: times.leaseSeconds });
    this.#dispatcher.rate.limit = slots.messagesPerSecond;
    this.#connections.resize(slots.granted);
    await this.#follow(await dueRuns(pool, workerId));
    this.#dispatcher.fill();
  }

  /** Begins with the runs that mail may leave for, ends those that it may not, and finishes what is over. */
  async #follow(due: DueRun[]): Promise<void> {
    const { orm, log } = this.#parts;
    const mine = due.filter(({ id }) => this.onlyRunId === undefined || id === this.onlyRunId);
    await this.#dispatcher.keepOnly(new Set(mine.filter((run) => run.isSendable).map(({ id }) => id)));
    for (const run of mine) {
      if (run.isSendable && !this.#dispatcher.has(run.id)) await this.#begin(run);
      if (run.isToSkip) await skipRest(orm.em.fork(), run.id);
      if (run.isToSkip || run.isToFinish) await finishRun(orm.em.fork(), run.id, log);
    }
  }

  /** Leases a run. One whose mails cannot be made is paused with the reason, and holds no other. */
  async #begin({ id: runId, isCommand, isProbing }: DueRun): Promise<void> {
    const { pool, orm, log, sender, times } = this.#parts;
    try {
      const mails = await prepareRun({ pool, em: orm.em.fork() }, runId, sender);
      const lease = { runId, workerId: this.#workerId, leaseSeconds: times.leaseSeconds };
      const leaseId = await openLease(pool, lease);
      this.#dispatcher.add({ runId, leaseId, mails, waitsForServer: !isCommand, isProbing });
    } catch (error) {
      if (isConnectionLost(error)) throw error;
      log.error({ err: error, run: runId }, 'The mails of a run cannot be made; it pauses.');
      const reply = error instanceof Error ? error.message : String(error);
      await pauseRefused(pool, [runId], { cause: 'UNPREPARABLE', reply, permanent: true });
    }
  }
}
