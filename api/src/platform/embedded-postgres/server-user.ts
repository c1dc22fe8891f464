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
 * The user that the programs of a cluster run as; none where that is this process's own. PostgreSQL refuses to run as
 * root: there it runs as the owner of its data, and the first time as a user of its own. Throws where this system has no
 * way to do that.
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

// Numbers that systemd's list of users and groups leaves free for nobody, and that a container of one user has too.
const FIRST = 60_706;
const COUNT = 478;

/** A user that nothing else on this machine runs as, without a name: the same for a folder each time. */
function ownUser(dir: string): User {
  const digest = createHash('sha256').update(realpathSync(dir)).digest();
  const id = FIRST + (digest.readUInt32BE() % COUNT);
  return { uid: id, gid: id };
}

/** The user that daemons share. */
export function nobody(): number {
  const [, uid] = /^nobody:[^:]*:(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  // The kernel's overflow id is nobody's nearly everywhere.
  return Number(uid ?? 65_534);
}

/** Versions before ran PostgreSQL as `nobody`: what they made goes to a user of its own when no server works with it. */
export function leaveNobody(cluster: Cluster): void {
  const user = serverUser(cluster);
  if (!user || user.uid !== nobody() || findServer(cluster.data)) return;
  cluster.log.info('The files of PostgreSQL go to a user of its own, once');
  giveTree(cluster.data, ownUser(cluster.dir));
}

/** The folder itself at last: a process that is killed here leaves the next one to do it again. */
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
    // A server that another process started at the same moment works with the folder already.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
