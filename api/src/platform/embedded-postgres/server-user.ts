import { createHash } from 'node:crypto';
import { chownSync, lchownSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import { findServer } from './pid-file.ts';

/** Owner of files and processes. */
export interface User {
  uid: number;
  gid: number;
}

/**
 * Returns the user that a cluster's programs run as, or undefined if that is this process's own. PostgreSQL
 * refuses to run as root: there it runs as the owner of its data, and the first time as a user of its own.
 * Throws if the system does not support that.
 */
export function serverUser(cluster: Pick<Cluster, 'dir' | 'data'>): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (process.platform !== 'linux') {
    throw new Error(
      'The embedded PostgreSQL does not run as root here: start as another user, or set DATABASE_URL.',
    );
  }
  const there = statSync(cluster.data, { throwIfNoEntry: false });
  return there && there.uid !== 0 ? { uid: there.uid, gid: there.gid } : ownUser(cluster.dir);
}

// Ids that systemd's list leaves free, and that exist in a container with a single user.
const FIRST = 60_706;
const COUNT = 478;

/** Returns a user id without a name that nothing else on this machine uses, always the same for a folder. */
function ownUser(dir: string): User {
  const digest = createHash('sha256').update(realpathSync(dir)).digest();
  const id = FIRST + (digest.readUInt32BE() % COUNT);
  return { uid: id, gid: id };
}

/** The user that daemons share. */
export function nobody(): number {
  const [, uid] = /^nobody:[^:]*:(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  // The kernel's overflow id, which is nobody's on nearly every system.
  return Number(uid ?? 65_534);
}

/**
 * Earlier versions ran PostgreSQL as `nobody`: gives the files to a user of its own, unless a server is using
 * them.
 */
export function leaveNobody(cluster: Cluster): void {
  const user = serverUser(cluster);
  if (!user || user.uid !== nobody() || findServer(cluster.data)) return;
  cluster.log.info('The files of PostgreSQL go to a user of its own, once');
  giveTree(cluster.data, ownUser(cluster.dir));
}

/** The folder itself comes last: if a process is killed here, the next one does everything again. */
export function giveTree(folder: string, { uid, gid }: User): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) giveTree(path, { uid, gid });
    else giveFile(path, { uid, gid });
  }
  chownSync(folder, uid, gid);
}

function giveFile(path: string, { uid, gid }: User): void {
  try {
    lchownSync(path, uid, gid);
  } catch (error) {
    // A server that another process started at the same moment is using the folder already.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
