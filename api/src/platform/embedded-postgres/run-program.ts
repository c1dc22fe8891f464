import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import { reachablePrograms } from './reachable-programs.ts';
import { serverUser, type User } from './server-user.ts';

/** A run of one of PostgreSQL's programs. */
interface Run {
  program: 'initdb' | 'pg_ctl';
  args: string[];
  /** The data folder, which becomes the program's working folder. */
  data: string;
  /** An open file for its output, or a pipe. */
  output: number | 'pipe';
  /** Another user than the cluster's. */
  user?: User | undefined;
}

/**
 * Runs one of PostgreSQL's programs to its end, as the cluster's user and without any of this process's
 * rights. Resolves with whether it succeeded and its output on a pipe. Ctrl+C does not reach it.
 */
export async function runProgram(cluster: Cluster, run: Run): Promise<{ ok: boolean; said: string }> {
  const user = run.user ?? serverUser(cluster);
  const start = user ? startAs(user, reachablePrograms(cluster.programs, user)) : startFrom(cluster.programs);
  const child = start(run);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, run.output === 'pipe' ? 'close' : 'exit')) as [number | null];
  return { ok: code === 0, said: said.trim() };
}

const startFrom = (folder: string) => (run: Run) =>
  spawn(join(folder, 'bin', run.program), ['-D', run.data, ...run.args], optionsOf(run));

/**
 * A folder that only its owner may enter, below folders of root, has no path that the user could use. A
 * process's working folder is open to it, whatever lies above.
 */
const startAs = (user: User, folder: string) => (run: Run) => {
  const command = [join(folder, 'bin', run.program), '-D', '/proc/self/cwd', ...run.args];
  if (hasSetpriv()) return spawn('setpriv', [...withoutRights(user), ...command], optionsOf(run));
  const [file, ...args] = command;
  return spawn(file!, args, { ...optionsOf(run), ...user });
};

const optionsOf = ({ data, output }: Run): SpawnOptions => ({
  cwd: data,
  env: environment(),
  detached: true,
  windowsHide: true,
  stdio: ['ignore', output, output],
});

const withoutRights = ({ uid, gid }: User) => [
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--inh-caps=-all',
  '--bounding-set=-all',
  '--no-new-privs',
];

/** Without setpriv the user has no rights either, but could gain some through a setuid program. */
const hasSetpriv = () => spawnSync('setpriv', ['--bounding-set=-all', '--no-new-privs', 'true']).status === 0;

/**
 * Nothing of this process's environment: it contains secrets, and PG* variables would change what the
 * programs do.
 */
function environment(): NodeJS.ProcessEnv | undefined {
  if (process.platform === 'win32') return undefined;
  return { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' };
}
