import type { Cluster } from './cluster.ts';
import { findServer } from './pid-file.ts';
import { runProgram } from './run-program.ts';

/** "Fast" shutdown: ends sessions and writes data. The server is gone when this resolves. */
export async function stopServer(cluster: Cluster): Promise<void> {
  // pg_ctl would take any program with the pid file's number for the server.
  if (!findServer(cluster.data)) return;
  const args = ['stop', '--silent', '--wait', '--timeout=30', '--mode=fast'];
  const { ok, said } = await runProgram(cluster, {
    program: 'pg_ctl',
    args,
    data: cluster.data,
    output: 'pipe',
  });
  if (!ok && findServer(cluster.data)) throw new Error(said);
}
