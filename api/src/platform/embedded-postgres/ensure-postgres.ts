import { setTimeout as sleep } from 'node:timers/promises';
import { openCluster, type Cluster, type ServerLog } from './cluster.ts';
import { holdServer, type Hold } from './hold-server.ts';
import { initCluster } from './init-cluster.ts';
import { keepServer, type Share } from './keep-server.ts';
import { findServer } from './pid-file.ts';
import { leaveNobody } from './server-user.ts';
import { keepServerLogSmall } from './server-log.ts';
import { prepareDatabase } from './prepare-database.ts';
import { PATIENCE, startServer } from './start-server.ts';
import { stopServer } from './stop-server.ts';

export interface EmbeddedPostgres {
  /** Connection string of the database `postline` for its owner, who is not a superuser. */
  url: string;
  /** The same for a superuser. */
  adminUrl: string;
  port: number;
  /** Whether this process started the server; false if it found one running. */
  owner: boolean;
  /** Stops the server unless another process uses it. May be called more than once, and never rejects. */
  stop(): Promise<void>;
}

interface EmbeddedPostgresOptions {
  /** Folder of the cluster, its password and its log; created if missing. */
  dir: string;
  log: ServerLog;
  /**
   * Further arguments for `postgres`, such as `['-c', 'fsync=off']`; ignored if the server is running
   * already.
   */
  flags?: string[];
  /** Whether to start the server again, on its port, if it dies. */
  isKept?: boolean;
}

/**
 * Returns a running PostgreSQL with the database `postline`, stored in `dir`. Creates the cluster the first
 * time, and starts the server or adopts a running one, even after a crash of either. Any number of processes
 * may call it at once; the last one to stop shuts the server down. Rejects with PostgreSQL's own words if it
 * cannot start.
 */
export async function ensurePostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = openCluster(options.dir, options.log);
  await initCluster(cluster);
  leaveNobody(cluster);
  const flags = options.flags ?? [];
  const { hold, owner } = await reachServer(cluster, flags);
  const share = { hold };
  const restart = async (port: number) => (await reachServer(cluster, [...flags, '-p', String(port)])).hold;
  const stop = stopOnce(cluster, share, options.isKept ? keepServer(cluster, share, restart) : undefined);
  try {
    await prepareDatabase(cluster, hold.client, hold.port);
  } catch (error) {
    await stop();
    throw error;
  }
  hold.unref();
  cluster.log.debug(`PostgreSQL ${owner ? 'started' : 'found running'} on port ${hold.port}`);
  const { port } = hold;
  return { url: cluster.url(port), adminUrl: cluster.adminUrl(port, 'postline'), port, owner, stop };
}

async function reachServer(cluster: Cluster, flags: string[]): Promise<{ hold: Hold; owner: boolean }> {
  const deadline = Date.now() + PATIENCE * 1000;
  let started: number | undefined;
  while (Date.now() < deadline) {
    const server = findServer(cluster.data);
    const hold = server?.status === 'ready' ? await holdServer(cluster, server) : undefined;
    if (hold) return { hold, owner: hold.pid === started };
    if (!server) started = await startServer(cluster, flags);
    await sleep(server ? 50 : 0);
  }
  throw new Error(`PostgreSQL in ${cluster.dir} does not answer; see ${cluster.logFile}`);
}

function stopOnce(cluster: Cluster, share: Share, stopKeeping?: () => Promise<void>): () => Promise<void> {
  const watch = keepServerLogSmall(cluster.logFile);
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());

  async function stop(): Promise<void> {
    clearInterval(watch);
    await stopKeeping?.();
    const { hold } = share;
    try {
      if (await hold.releaseAsLast()) await stopServer(cluster);
    } catch (error) {
      cluster.log.warn(`PostgreSQL was not stopped: ${String(error)}`);
    } finally {
      hold.drop();
    }
  }
}
