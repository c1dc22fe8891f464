import type { Refusal } from '../../../runs/refusal.ts';
import type { RunRefusalRow, ServersNow } from './read-servers.ts';
import type { SendingServer, ServerState } from './sending-server.ts';

/** All servers of a worker, and which of them can be used. */
export class ServerSet {
  readonly all: readonly SendingServer[];
  #now: ServersNow | null = null;

  constructor(servers: readonly SendingServer[]) {
    this.all = servers;
  }

  /** With a single server, runs pause instead of the server. */
  get isSingle(): boolean {
    return this.all.length === 1;
  }

  /**
   * Takes over what all workers know. If every server is left out, each is tried again: only runs that should
   * be tried get that far.
   */
  follow(now: ServersNow): void {
    this.#now = now;
    const before = this.#states();
    for (const server of this.all)
      server.follow(
        now.servers.find(({ id }) => id === server.id),
        this.isSingle,
      );
    if (this.all.every(({ state }) => state === 'PAUSED'))
      for (const server of this.all) server.state = 'PROBING';
    // Shares begin anew: nobody makes up for what was sent over others meanwhile.
    if (this.#states() !== before) for (const server of this.all) server.given = 0;
  }

  /** What is stored of servers that refuse a run. */
  refusalsOf(runId: number): RunRefusalRow[] {
    return this.isSingle ? [] : (this.#now?.refusals.filter((row) => row.runId === runId) ?? []);
  }

  /** Why a run can go over none of them. */
  reasonFor(runId: number): Refusal | null {
    const rows = [...this.refusalsOf(runId), ...(this.#now?.servers ?? [])];
    const row = rows.find(({ isPaused }) => isPaused);
    return row ? { cause: row.cause, reply: row.reply, permanent: false } : null;
  }

  #states(): string {
    return this.all.map(({ state }) => state satisfies ServerState).join();
  }
}
