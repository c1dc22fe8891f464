import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { findServer } from './pid-file.ts';
import { runProgram } from './run-program.ts';
import { readServerLog, sizeOf } from './server-log.ts';
import { serverSettings } from './server-settings.ts';

/** Recovery after a crash during heavy writing takes time, in seconds. */
export const PATIENCE = 120;

/**
 * Starts a server on a free port and waits until it is ready. Resolves with its pid, or with undefined if
 * another server was first or is not quite gone yet; the caller should look again. Rejects with the server's
 * own words if it cannot start.
 */
export async function startServer(cluster: Cluster, flags: string[]): Promise<number | undefined> {
  const before = sizeOf(cluster.logFile);
  if (await launch(cluster, [...serverSettings(await freePort()), ...flags]))
    return findServer(cluster.data)?.pid;
  const said = readServerLog(cluster.logFile, before);
  if (!passing.test(said)) throw new Error(`PostgreSQL did not start: ${said}`);
  await sleep(200);
  return undefined;
}

// The pid file of a server that starts at the same moment; a port that was taken meanwhile; the backends of a
// killed server, which end by themselves.
const passing = /lock file|already in use|could not bind|shared memory block/i;

/** The server keeps writing to the file given to pg_ctl, and is in a session of its own. */
async function launch(cluster: Cluster, settings: string[]): Promise<boolean> {
  const options = settings.map((setting) => `"${setting}"`).join(' ');
  const args = ['start', '--silent', '--wait', `--timeout=${PATIENCE}`, `--options=${options}`];
  const log = openSync(cluster.logFile, 'a', 0o600);
  try {
    const { ok } = await runProgram(cluster, { program: 'pg_ctl', args, data: cluster.data, output: log });
    return ok;
  } finally {
    closeSync(log);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1');
  return address.port;
}
