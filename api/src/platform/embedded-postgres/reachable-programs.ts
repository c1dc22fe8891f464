import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { User } from './server-user.ts';

/**
 * Returns a folder of PostgreSQL's programs from which `user` can run them: `folder`, or a copy outside if
 * `folder` is inside one that is closed to others, such as root's home. Throws if no copy can be made.
 */
export function reachablePrograms(folder: string, user: User, places = PLACES): string {
  if (canRun(folder, user)) return folder;
  const { version } = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const reasons: string[] = [];
  for (const place of places) {
    try {
      return copyIn(place, { folder, name: `postgresql-${version}`, user });
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    `PostgreSQL runs as a user of its own (${user.uid}), which cannot get to ${folder}, and no copy can be made (${reasons.join('; ')}). Start Postline as another user than root, or from a folder that others may enter, or set DATABASE_URL.`,
  );
}

const PLACES = ['/var/lib/postline', join(tmpdir(), 'postline')];

function canRun(folder: string, { uid, gid }: User): boolean {
  return spawnSync('test', ['-x', join(folder, 'bin', 'postgres')], { uid, gid, cwd: '/' }).status === 0;
}

function copyIn(place: string, { folder, name, user }: { folder: string; name: string; user: User }): string {
  if (!existsSync(place)) mkdirSync(place);
  const { uid, mode } = statSync(place);
  // Nobody else may have put there what is about to run.
  if (uid !== 0 || (mode & 0o022) !== 0) throw new Error(`${place} is not root's alone`);
  chmodSync(place, 0o755);
  const copy = join(place, name);
  if (!canRun(copy, user)) makeCopy(folder, copy);
  if (!canRun(copy, user)) throw new Error(`${copy} cannot be run`);
  return copy;
}

function makeCopy(folder: string, copy: string): void {
  const half = `${copy}.${process.pid}`;
  try {
    cpSync(folder, half, { recursive: true, verbatimSymlinks: true });
    openToAll(half);
    rmSync(copy, { recursive: true, force: true });
    renameSync(half, copy);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, 0o755);
  }
}
