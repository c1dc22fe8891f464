import { execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cluster } from './cluster.ts';
import { LETTERS } from './letters.ts';
import { unprivileged, type Invocation } from './unprivileged.ts';

/**
 * Makes the data folder when there is none: beside it first, then by one rename, so that a crash leaves nothing half
 * made and of several processes the first wins.
 */
export async function initCluster(cluster: Cluster): Promise<void> {
  if (isThere(cluster)) return;
  removeLeftovers(cluster.dir);
  cluster.log.info('Making a database cluster, once');
  const scratch = mkdtempSync(join(cluster.dir, prefix));
  try {
    await runInitdb(cluster, scratch);
    moveIntoPlace(join(scratch, 'data'), cluster);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const prefix = 'init-';

function isThere(cluster: Cluster): boolean {
  return existsSync(join(cluster.data, 'PG_VERSION'));
}

/** What a process that was killed here left behind; a minute is far more than initdb takes. */
function removeLeftovers(dir: string): void {
  for (const name of readdirSync(dir).filter((entry) => entry.startsWith(prefix))) {
    const made = statSync(join(dir, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - made > 60_000) rmSync(join(dir, name), { recursive: true, force: true });
  }
}

async function runInitdb(cluster: Cluster, scratch: string): Promise<void> {
  const passwordFile = join(scratch, 'password');
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  const args = [`--pgdata=${join(scratch, 'data')}`, `--pwfile=${passwordFile}`, ...choices];
  const initdb = unprivileged(cluster.binaries.initdb, args, cluster.dir);
  if (initdb.user)
    for (const path of [scratch, passwordFile]) chownSync(path, initdb.user.uid, initdb.user.gid);
  let said = '';
  // Every system knows `C`.
  for (const type of [...LETTERS, 'C']) {
    const run = { ...initdb, args: [...initdb.args, `--lc-ctype=${type}`] };
    said = await complaintOf(run);
    if (said === '') return;
    if (!said.includes('locale')) break;
  }
  const advice = 'Set DATABASE_URL to a PostgreSQL of your own where this cannot be helped.';
  throw new Error(`The database cluster could not be made: ${said}\n${advice}`);
}

/** What the program said when it failed; empty if it did not. */
async function complaintOf({ command, args, options }: Invocation): Promise<string> {
  try {
    await promisify(execFile)(command, args, options);
    return '';
  } catch (error) {
    return (error instanceof Error && 'stderr' in error && String(error.stderr).trim()) || String(error);
  }
}

// The builtin provider knows Unicode's letters (lower, ilike) and orders by code point on every system alike.
const choices = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

function moveIntoPlace(made: string, cluster: Cluster): void {
  try {
    renameSync(made, cluster.data);
  } catch (error) {
    if (!isThere(cluster)) throw error;
  }
}
