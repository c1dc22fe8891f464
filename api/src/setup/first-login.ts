import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../platform/log.ts';

const fileIn = ({ dataDir }: Config) => join(dataDir, 'first-login');

/**
 * Returns a password for the first superuser. It is written to a file that only this user can read before it
 * is used, so that the next start can print it again, whatever fails. If no file can be written, it is
 * printed once.
 */
export function makeFirstPassword(config: Config, log: Log): string {
  const password = randomBytes(12).toString('base64url');
  const file = fileIn(config);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, password, { mode: 0o600, flag: 'wx' });
    return password;
  } catch (error) {
    // Another process that starts at the same moment created it, or one that was killed.
    const known = readFirstPassword(config);
    if (known === null) log.warn({ err: error }, 'The first password is kept nowhere: it is told only now.');
    return known ?? password;
  }
}

/** Returns the generated password if nobody has used it yet, as far as is known; null otherwise. */
export function readFirstPassword(config: Config): string | null {
  try {
    return readFileSync(fileIn(config), 'utf8');
  } catch {
    return null;
  }
}

export function forgetFirstPassword(config: Config): void {
  rmSync(fileIn(config), { force: true });
}
