import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A command line for a PostgreSQL program, and how to spawn it. */
export interface Invocation {
  command: string;
  args: string[];
  options: { cwd: string; env?: NodeJS.ProcessEnv; uid?: number; gid?: number };
  /** Owner of the files that the program creates; absent if it runs as this process's own user. */
  user?: User;
}

interface User {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root: there its programs run as `nobody`, without capabilities if that user can get to the
 * program and its folder. Only under a home folder that is closed to others they keep the one that lets them enter
 * (CAP_DAC_OVERRIDE, capabilities(7)). Any other user runs them as they are.
 */
export function unprivileged(command: string, args: string[], cwd: string): Invocation {
  const options = { cwd, env: environment() };
  if (process.getuid?.() !== 0) return { command, args, options };
  const user = nobody();
  const drop = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  const run = (rights: string[], program: string[]) => [...drop, ...rights, ...program];
  const works = (given: string[]) => spawnSync('setpriv', given, options).status === 0;
  // `test` looks with the user's own rights alone, whatever capabilities there are.
  const canReach = works(run(noRights, ['test', '-x', command, '-a', '-x', cwd]));
  const rights = canReach ? noRights : keepAccess;
  if (canReach || works(run(keepAccess, ['true']))) {
    return { command: 'setpriv', args: run(rights, [command, ...args]), options, user };
  }
  return { command, args, options: { ...options, ...user }, user };
}

const noRights = ['--inh-caps=-all', '--bounding-set=-all', '--no-new-privs'];
const keepAccess = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];

/** None of this process's environment: it holds secrets, and PG* variables would change what the programs do. */
function environment(): NodeJS.ProcessEnv | undefined {
  if (process.platform === 'win32') return undefined;
  return { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' };
}

function nobody(): User {
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  // The kernel's overflow id is nobody's nearly everywhere.
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}
