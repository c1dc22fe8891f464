import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../platform/log.ts';

const fileIn = ({ dataDir }: Config) => join(dataDir, 'first-login');

/**
 * A password for the first superuser, written to a file that only this user can read before it is used: whatever fails
 * from here on, the next start tells it again. Where no file can be written it is told once.
 */
export function makeFirstPassword(config: Config, log: Log): string {
  const password = randomBytes(12).toString('base64url');
  const file = fileIn(config);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, password, { mode: 0o600, flag: 'wx' });
    return password;
  } catch (error) {
    // Another process that starts at the same moment made it, or one that was killed.
    const known = readFirstPassword(config);
    if (known === null) log.warn({ err: error }, 'The first password is kept nowhere: it is told only now.');
    return known ?? password;
  }
}

/** The password that was made and that nobody has used yet, as far as is known; null for none. */
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
