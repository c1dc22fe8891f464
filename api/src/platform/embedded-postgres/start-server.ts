import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { readPidFile } from './pid-file.ts';
import { readServerLog, sizeOf } from './server-log.ts';
import { serverSettings } from './server-settings.ts';
import { unprivileged } from './unprivileged.ts';

/**
 * Starts a server on a free port and waits until it is ready. Resolves to its pid, or to undefined where another one
 * came first or is not quite gone yet: look again. Rejects with the server's own words where it cannot start.
 */
export async function startServer(cluster: Cluster, flags: string[]): Promise<number | undefined> {
  const before = sizeOf(cluster.logFile);
  const child = launch(cluster, [...serverSettings(await freePort()), ...flags]);
  if (await becameReady(cluster, child)) {
    child.unref();
    return child.pid;
  }
  const said = readServerLog(cluster.logFile, before);
  if (!passing.test(said)) throw new Error(`PostgreSQL did not start: ${said}`);
  await sleep(200);
  return undefined;
}

// The pid file of a server that starts at the same moment; a port that was taken meanwhile; the backends of a server
// that was killed, which end by themselves.
const passing = /lock file|already in use|could not bind|shared memory block/i;

function launch(cluster: Cluster, settings: string[]): ChildProcess {
  const server = unprivileged(cluster.binaries.postgres, ['-D', cluster.data, ...settings], cluster.dir);
  const log = openSync(cluster.logFile, 'a', 0o600);
  try {
    // A session of its own: Ctrl+C must not reach it before the programs that use it have come to an end.
    return spawn(server.command, server.args, {
      ...server.options,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

async function becameReady(cluster: Cluster, child: ChildProcess): Promise<boolean> {
  const ended = new AbortController();
  child.once('exit', () => ended.abort()).once('error', () => ended.abort());
  while (!ended.signal.aborted) {
    const server = readPidFile(cluster.data);
    if (server?.pid === child.pid && server?.status === 'ready') return true;
    await sleep(20);
  }
  return false;
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
