import { closeSync, constants, fchownSync, openSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';

const { O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;

/**
 * Opens a file to append to, and creates it and its folders if they are missing. What root creates belongs to
 * the user of the folder that it is in: otherwise a command of root would lock the service's own user out.
 */
export function openAsOwner(path: string): number {
  const folder = dirname(path);
  if (process.getuid?.() !== 0) makeFolder(folder);
  else {
    makeFolders(folder);
    const owner = statSync(folder);
    if (owner.uid !== 0) return openFor(path, owner);
  }
  return openSync(path, 'a', 0o600);
}

function makeFolders(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })) {
    makeFolders(dirname(path));
    makeFolder(path);
    give(openSync(path, O_DIRECTORY | O_NOFOLLOW), statSync(dirname(path)));
  } else makeFolder(path);
}

/** Follows no link: the folder's user could have put one there, to a file that only root may write. */
function openFor(path: string, owner: Stats): number {
  const flags = O_WRONLY | O_APPEND | O_NOFOLLOW;
  try {
    const fd = openSync(path, flags | O_CREAT | O_EXCL, 0o600);
    fchownSync(fd, owner.uid, owner.gid);
    return fd;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return openSync(path, flags);
  }
}

function give(fd: number, { uid, gid }: Stats): void {
  try {
    if (uid !== 0) fchownSync(fd, uid, gid);
  } finally {
    closeSync(fd);
  }
}
