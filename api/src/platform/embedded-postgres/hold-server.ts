import { Socket } from 'node:net';
import { Client, DatabaseError } from 'pg';
import type { Cluster } from './cluster.ts';
import type { RunningServer } from './pid-file.ts';

/** This process's share in a server. The server is not stopped while any process has one. */
export interface Hold extends RunningServer {
  /** A connection to the database `postgres`. */
  client: Client;
  /** From now on the connection does not keep this process alive. */
  unref(): void;
  /**
   * Gives the share back. Resolves with true if no process has one any more; then none can get one until
   * `drop`.
   */
  releaseAsLast(): Promise<boolean>;
  drop(): void;
}

/**
 * Takes a share in a running server: a session that holds a shared advisory lock, which PostgreSQL releases
 * if the process dies. Resolves with undefined if the server does not respond or is about to be stopped.
 * Rejects if it responds but refuses this process.
 */
export async function holdServer(cluster: Cluster, server: RunningServer): Promise<Hold | undefined> {
  const session = await connect(cluster, server.port);
  if (!session) return undefined;
  if (!(await tryLock(session.client, 'pg_try_advisory_lock_shared'))) {
    drop(session);
    return undefined;
  }
  let last = session;
  return {
    ...server,
    client: session.client,
    unref: () => session.socket.unref(),
    async releaseAsLast() {
      last = (await unlock(session)) ?? (await connect(cluster, server.port)) ?? session;
      return await tryLock(last.client, 'pg_try_advisory_lock');
    },
    drop: () => drop(last),
  };
}

interface Session {
  client: Client;
  socket: Socket;
}

// An arbitrary number, the same in every process; the application's locks belong to other databases.
const lockKey = 7_678_546_463;

async function connect(cluster: Cluster, port: number): Promise<Session | undefined> {
  const socket = new Socket();
  const client = new Client({
    connectionString: cluster.adminUrl(port, 'postgres'),
    connectionTimeoutMillis: 5000,
    application_name: 'postline hold',
    stream: () => socket,
  });
  // The session ends with the server, whoever stops or kills it.
  client.on('error', () => {});
  try {
    await client.connect();
    return { client, socket };
  } catch (error) {
    drop({ client, socket });
    if (error instanceof DatabaseError && error.code?.startsWith('28')) throw wrongPassword(cluster, error);
    return undefined;
  }
}

function wrongPassword(cluster: Cluster, cause: DatabaseError): Error {
  return new Error(`PostgreSQL refuses the password in ${cluster.dir}: ${cause.message}`, { cause });
}

/**
 * Releases the share before checking for others: of two processes that leave together, the second finds none.
 * Resolves with undefined if the session is gone, as after a crash that the server has recovered from.
 */
async function unlock(session: Session): Promise<Session | undefined> {
  session.socket.ref();
  try {
    await session.client.query('select pg_advisory_unlock_shared($1)', [lockKey]);
    return session;
  } catch {
    return undefined;
  }
}

async function tryLock(client: Client, kind: string): Promise<boolean> {
  try {
    const { rows } = await client.query<{ locked: boolean }>(`select ${kind}($1) as locked`, [lockKey]);
    return rows[0]?.locked ?? false;
  } catch {
    return false;
  }
}

function drop({ client, socket }: Session): void {
  client.end().catch(() => {});
  socket.unref();
}
