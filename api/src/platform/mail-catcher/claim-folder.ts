import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes this process the only one that serves a folder. Returns a function that gives it back, or null if
 * another process serves it.
 */
export function claimFolder(dir: string): (() => void) | null {
  const file = join(dir, 'catcher.pid');
  const mine = `${file}.${process.pid}`;
  // A link appears with its content: nobody ever reads a claim without a number.
  writeFileSync(mine, String(process.pid), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (tryLink(mine, file)) return () => rmSync(file, { force: true });
      if (isAlive(holderOf(file))) return null;
      // Left behind by a process that was killed.
      rmSync(file, { force: true });
    }
    return null;
  } finally {
    rmSync(mine, { force: true });
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Returns 0 if there is no holder because the claim was just given back. */
function holderOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
