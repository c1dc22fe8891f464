import { setTimeout as sleep } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Log } from '../../platform/log.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import { finishRun } from '../ending/finish-run.ts';
import { skipRest } from '../ending/skip-rest.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { Dispatcher } from './dispatcher.ts';
import { dueRuns, type DueRun } from './due-runs.ts';
import { isConnectionLost } from '../../platform/connection-lost.ts';
import { breakExpiredLeases, openLease, renewLeases } from './lease.ts';
import type { LeasedRunSettings } from './leased-run-parts.ts';
import { pauseRefused } from './pause-refused.ts';
import { prepareRun } from './prepare-run.ts';
import { registerWorker, renewWorker, unregisterWorker } from './register-worker.ts';
import type { Sender } from './run-headers.ts';
import { registerServers } from './servers/register-servers.ts';
import { SendingServer, type ServerAccess } from './servers/sending-server.ts';
import { ServerSet } from './servers/server-set.ts';
import { ServerConnections } from './servers/server-connections.ts';
import { retryWhileDisconnected } from './retry-while-disconnected.ts';
import type { LedgerTimes, Result } from './write-ledger.ts';

/** How fast a worker notices failures, gives up and recovers. Tests use shorter times. */
export interface WorkerTimes extends LedgerTimes {
  /** How often the worker looks for work and renews its sign of life, in milliseconds. */
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
  servers: ServerAccess[];
  times: WorkerTimes;
  /** Number of soft bounces in a row that suppress an address; 0 if none do. */
  softBounces: number;
  /** The reply recorded for deliveries in doubt after their worker died. */
  diedReply: string;
  onRecorded?: ((delivery: ClaimedDelivery, result: Result) => void) | undefined;
  /** Called after a bug that makes it unsafe to go on; the worker should be terminated. */
  onFatal: (error: unknown) => void;
}

/** A process's sender: finds runs to work on, leases them, and hands them to its dispatcher. */
export class SendingWorker {
  readonly #parts: WorkerParts;
  readonly #dispatcher: Dispatcher;
  readonly #servers: ServerSet;
  readonly #connections: ServerConnections;
  readonly #stopping = new AbortController();
  /** If set, the worker works on this run alone. */
  onlyRunId: number | undefined;
  #workerId = 0;
  #sleeping = new AbortController();
  #loop: Promise<void> | null = null;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    const servers = new ServerSet(parts.servers.map((server) => new SendingServer(server, parts)));
    this.#servers = servers;
    this.#dispatcher = new Dispatcher({ ...parts, servers, onIdle: () => this.wake() });
    this.#connections = new ServerConnections({ ...parts, servers, dispatcher: this.#dispatcher });
  }

  get id(): number {
    return this.#workerId;
  }

  /** Registers the worker, which is alive by the database's clock from then on. */
  async register(): Promise<number> {
    const { pool, log, times, servers } = this.#parts;
    const known = servers.map(({ server }) => server);
    const ids = await retryWhileDisconnected(log, () => registerServers(pool, known));
    for (const server of this.#servers.all) server.id = ids.get(server.label)!;
    this.#workerId = await retryWhileDisconnected(log, () => registerWorker(pool, times.leaseSeconds));
    return this.#workerId;
  }

  /** Starts working; registers first if necessary. */
  async start(): Promise<void> {
    if (this.#workerId === 0) await this.register();
    this.#loop = this.#work();
  }

  /** Looks for work at once. */
  wake(): void {
    this.#sleeping.abort();
  }

  /** Stops claiming, finishes mails on the wire, records them and releases everything. */
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
    await this.#connections.share(workerId, times.leaseSeconds);
    await this.#follow(await dueRuns(pool, workerId));
    this.#dispatcher.fill();
  }

  /** Begins the runs that mail may leave for, ends those that must stop, and finishes those that are done. */
  async #follow(due: DueRun[]): Promise<void> {
    const mine = due.filter(({ id }) => this.onlyRunId === undefined || id === this.onlyRunId);
    await this.#dispatcher.keepOnly(new Set(mine.filter((run) => run.isSendable).map(({ id }) => id)));
    // Runs that only test whether the server is back begin together: one of them tests for all.
    const probing: LeasedRunSettings[] = [];
    for (const run of mine) {
      const begun = run.isSendable && !this.#dispatcher.has(run.id) ? await this.#begin(run) : null;
      if (begun?.isProbing) probing.push(begun);
      else if (begun) this.#dispatcher.add(begun);
      if (run.isToSkip || run.isToFinish) await this.#end(run);
    }
    for (const begun of probing) this.#dispatcher.add(begun);
  }

  async #end({ id, isToSkip }: DueRun): Promise<void> {
    const { orm, log } = this.#parts;
    if (isToSkip) await skipRest(orm.em.fork(), id);
    await finishRun(orm.em.fork(), id, log);
  }

  /**
   * Leases a run. Pauses one whose mails cannot be rendered, with the reason, without delaying others, and
   * returns null.
   */
  async #begin({ id: runId, isCommand, isProbing }: DueRun): Promise<LeasedRunSettings | null> {
    const { pool, orm, log, sender, times } = this.#parts;
    try {
      const mails = await prepareRun({ pool, em: orm.em.fork() }, runId, sender);
      const lease = { runId, workerId: this.#workerId, leaseSeconds: times.leaseSeconds };
      const leaseId = await openLease(pool, lease);
      if (leaseId === null) return null;
      return { runId, leaseId, mails, waitsForServer: !isCommand, isProbing };
    } catch (error) {
      if (isConnectionLost(error)) throw error;
      log.error({ err: error, run: runId }, 'The mails of a run cannot be made; it pauses.');
      const reply = error instanceof Error ? error.message : String(error);
      await pauseRefused(pool, [runId], { cause: 'UNPREPARABLE', reply, permanent: true });
      return null;
    }
  }
}
