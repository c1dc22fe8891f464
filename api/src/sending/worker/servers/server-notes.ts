import type { Log } from '../../../platform/log.ts';
import { withoutAddresses } from '../../../platform/mime/without-addresses.ts';
import type { WorkerPool } from '../../../platform/worker-pool.ts';
import type { Refusal } from '../../../runs/refusal.ts';
import { isAway } from '../pause-refused.ts';
import { retryWhileDisconnected } from '../retry-while-disconnected.ts';
import { pauseServer, pauseServerForRun, reopenServer, reopenServerForRun } from './pause-server.ts';
import type { SendingServer } from './sending-server.ts';

interface ServerNotesParts {
  pool: WorkerPool;
  log: Log;
  onFatal: (error: unknown) => void;
}

/** Stores what this worker finds out about servers, so that all workers and people know it. */
export class ServerNotes {
  readonly #parts: ServerNotesParts;
  #written: Promise<void> = Promise.resolve();

  constructor(parts: ServerNotesParts) {
    this.#parts = parts;
  }

  /** Resolves when everything is stored: what is read earlier may be older. */
  settled(): Promise<void> {
    return this.#written;
  }

  refusesAll(server: SendingServer, refusal: Refusal): void {
    const level = server.isMarked && isAway(refusal) ? 'debug' : 'warn';
    server.isMarked = true;
    this.#tell(level, { server: server.label }, refusal);
    this.#write(() => pauseServer(this.#parts.pool, server.id, refusal));
  }

  refuses(runId: number, server: SendingServer, refusal: Refusal): void {
    this.#tell('warn', { server: server.label, run: runId }, refusal);
    this.#write(() => pauseServerForRun(this.#parts.pool, { runId, serverId: server.id }, refusal));
  }

  answers(server: SendingServer): void {
    server.isMarked = false;
    server.state = 'OPEN';
    this.#write(() => reopenServer(this.#parts.pool, server.id));
  }

  accepts(runId: number, server: SendingServer): void {
    this.#write(() => reopenServerForRun(this.#parts.pool, { runId, serverId: server.id }));
  }

  #tell(level: 'debug' | 'warn', facts: { server: string; run?: number }, refusal: Refusal): void {
    const reply = withoutAddresses(refusal.reply);
    this.#parts.log[level]({ ...facts, ...refusal, reply }, 'A mail server is left out for a while.');
  }

  #write(note: () => Promise<void>): void {
    const { log, onFatal } = this.#parts;
    this.#written = this.#written.then(() => retryWhileDisconnected(log, note)).catch(onFatal);
  }
}
