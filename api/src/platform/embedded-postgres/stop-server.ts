import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Cluster } from './cluster.ts';
import { findServer } from './pid-file.ts';

/** "Fast" shutdown: sessions are ended, data is written, and the server is gone when this resolves. */
export async function stopServer(cluster: Cluster, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)(cluster.binaries.pgCtl, ['stop', '-D', cluster.data, '-m', 'fast', '-w']);
    return;
  }
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + patience;
  while (findServer(cluster.data)?.pid === pid) {
    if (Date.now() > deadline) throw new Error(`it is still writing after ${patience / 1000} s`);
    await sleep(10);
  }
}

const patience = 30_000;
