import type { WorkerPool } from '../../../platform/worker-pool.ts';
import { Connections } from '../connections.ts';
import type { Dispatcher } from '../dispatcher.ts';
import { shareSlots } from '../smtp-slots.ts';
import { readServers } from './read-servers.ts';
import type { SendingServer } from './sending-server.ts';
import type { ServerSet } from './server-set.ts';
import { shareConnections } from './share-connections.ts';

interface ServerConnectionsParts {
  pool: WorkerPool;
  servers: ServerSet;
  dispatcher: Dispatcher;
  onFatal: (error: unknown) => void;
}

/** A worker's connections to all servers. */
export class ServerConnections {
  readonly #parts: ServerConnectionsParts;
  readonly #each: { server: SendingServer; connections: Connections }[];

  constructor(parts: ServerConnectionsParts) {
    this.#parts = parts;
    this.#each = parts.servers.all.map((server) => ({
      server,
      connections: new Connections({ ...parts, server }),
    }));
  }

  /** Follows the limits and what all workers know about the servers: opens or closes connections. */
  async share(workerId: number, seconds: number): Promise<void> {
    const { pool, servers, dispatcher } = this.#parts;
    await dispatcher.notes.settled();
    const now = await readServers(
      pool,
      servers.all.map(({ id }) => id),
    );
    servers.follow(now);
    dispatcher.rate.limit = now.messagesPerSecond;
    const shares = shareConnections(now.connections, servers.all);
    let total = 0;
    for (const { server, connections } of this.#each) {
      const share = { workerId, serverId: server.id, most: shares.get(server.id)!, seconds };
      const granted = await shareSlots(pool, { ...share, inUse: connections.inUse });
      connections.resize(granted);
      total += granted;
    }
    dispatcher.resize(total);
    dispatcher.followServers();
  }

  /**
   * Closes all connections and resolves when the last mail has its result. Mails that take longer than
   * `grace` milliseconds are cut off.
   */
  async close(grace: number): Promise<void> {
    this.#parts.dispatcher.resize(0);
    await Promise.all(this.#each.map(({ connections }) => connections.close(grace)));
  }
}
