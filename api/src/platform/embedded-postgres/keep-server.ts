import type { Cluster } from './cluster.ts';
import type { Hold } from './hold-server.ts';
import { findServer } from './pid-file.ts';

/** A process's share in the current server; there is a new one after each that died. */
export interface Share {
  hold: Hold;
}

/** Starts the server again, on its port, when it has died. Returns a function that stops watching. */
export function keepServer(
  cluster: Cluster,
  share: Share,
  restart: (port: number) => Promise<Hold>,
): () => Promise<void> {
  let restarting: Promise<void> | undefined;
  const look = setInterval(() => {
    if (!restarting && !findServer(cluster.data))
      restarting = revive().finally(() => (restarting = undefined));
  }, 500);
  look.unref();
  return async () => {
    clearInterval(look);
    await restarting;
  };

  async function revive(): Promise<void> {
    const { hold } = share;
    try {
      share.hold = await restart(hold.port);
      share.hold.unref();
      hold.drop();
      cluster.log.warn(`PostgreSQL had died and was started again on port ${hold.port}`);
    } catch (error) {
      cluster.log.warn(`PostgreSQL has died and cannot be started: ${String(error)}`);
    }
  }
}
