import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How processes of this machine find the running mail catcher. */
export interface CatcherAddress {
  smtpUrl: string;
  httpUrl: string;
  /** For the HTTP side. */
  token: string;
}

const fileIn = (dir: string) => join(dir, 'address.json');

/**
 * Returns what the last catcher in this folder wrote, or null if there was none. That catcher may be gone.
 */
export function readAddress(dir: string): CatcherAddress | null {
  try {
    return JSON.parse(readFileSync(fileIn(dir), 'utf8')) as CatcherAddress;
  } catch {
    return null;
  }
}

/** Readable by this user alone, because it contains the token. */
export function writeAddress(dir: string, address: CatcherAddress): void {
  const half = `${fileIn(dir)}.${process.pid}`;
  writeFileSync(half, JSON.stringify(address), { mode: 0o600 });
  renameSync(half, fileIn(dir));
}
