import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes this process the only one that serves a folder; returns how to give it back, or null where another one serves it. */
export function claimFolder(dir: string): (() => void) | null {
  const file = join(dir, 'catcher.pid');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch {
      if (isAlive(Number(readFileSync(file, 'utf8')))) return null;
      // Left behind by one that was killed.
      rmSync(file, { force: true });
    }
  }
  return null;
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
