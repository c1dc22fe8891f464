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
  /** Folder that the program is to work with, which becomes its working folder. */
  data: string;
  /** Open files or pipes for its output. */
  output: number | 'pipe';
  /** Another user than the cluster's. */
  user?: User | undefined;
}

/**
 * Runs one of PostgreSQL's programs to its end, as the cluster's user and without any rights of this process's. Resolves
 * to whether it succeeded, and to what it said on a pipe. Ctrl+C does not reach it.
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
 * What may be entered by its owner alone, below folders that are root's, has no path that the user could take. Its working
 * folder is open to a process whatever lies above it.
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

/** Without it the user has no rights either, but could gain some by a program that is made to give them. */
const hasSetpriv = () => spawnSync('setpriv', ['--bounding-set=-all', '--no-new-privs', 'true']).status === 0;

/** None of this process's environment: it holds secrets, and PG* variables would change what the programs do. */
function environment(): NodeJS.ProcessEnv | undefined {
  if (process.platform === 'win32') return undefined;
  return { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' };
}
