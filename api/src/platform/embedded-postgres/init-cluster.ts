import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import { LETTERS } from './letters.ts';
import { runProgram } from './run-program.ts';
import { giveTree, nobody, serverUser, type User } from './server-user.ts';

/**
 * Creates the data folder if there is none: beside its place first, then by one rename, so that a crash
 * leaves nothing incomplete and the first of several processes wins.
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

/** Removes what a killed process left behind; a minute is far more than initdb takes. */
function removeLeftovers(dir: string): void {
  for (const name of readdirSync(dir).filter((entry) => entry.startsWith(prefix))) {
    const made = statSync(join(dir, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - made > 60_000) rmSync(join(dir, name), { recursive: true, force: true });
  }
}

async function runInitdb(cluster: Cluster, scratch: string): Promise<void> {
  const owner = serverUser(cluster);
  const data = prepareScratch(cluster, scratch, owner);
  // initdb needs its user's name, and our own user has none. Nobody else is in the group, so that nobody else
  // can access the folder or the process.
  const user = owner && { uid: nobody(), gid: owner.gid };
  let last = { ok: false, said: '' };
  // Every system has `C`.
  for (const type of [...LETTERS, 'C']) {
    const args = [...choices, `--lc-ctype=${type}`];
    last = await runProgram(cluster, { program: 'initdb', args, data, output: 'pipe', user });
    if (last.ok || !last.said.includes('locale name')) break;
  }
  if (last.ok && owner) giveTree(data, owner);
  if (last.ok) return;
  const advice = 'Set DATABASE_URL to a PostgreSQL of your own where this cannot be helped.';
  throw new Error(`The database cluster could not be made: ${last.said}\n${advice}`);
}

/** Prepares the password beside an empty data folder, both open to the owner's group. */
function prepareScratch(cluster: Cluster, scratch: string, owner: User | undefined): string {
  const [data, passwordFile] = [join(scratch, 'data'), join(scratch, 'password')];
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  if (!owner) return data;
  chownSync(data, nobody(), owner.gid);
  for (const path of [scratch, passwordFile]) chownSync(path, 0, owner.gid);
  chmodSync(scratch, 0o750);
  chmodSync(passwordFile, 0o640);
  return data;
}

// The builtin provider knows Unicode's letters (lower, ilike), and sorts by code point, the same on every
// system.
const choices = [
  '--pwfile=../password',
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
