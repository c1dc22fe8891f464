import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nativeBinaries, type NativeBinaries } from './native-binaries.ts';

/** Where the parts of an embedded PostgreSQL lie. */
export interface Cluster {
  dir: string;
  data: string;
  logFile: string;
  password: string;
  binaries: NativeBinaries;
  log: (line: string) => void;
  url(port: number, database: string): string;
}

/** Makes the folder and its password when missing. */
export function openCluster(dir: string, log: Cluster['log']): Cluster {
  const path = resolve(dir);
  mkdirSync(path, { recursive: true });
  const password = ensurePassword(join(path, 'password'));
  return {
    dir: path,
    data: join(path, 'data'),
    logFile: join(path, 'server.log'),
    password,
    binaries: nativeBinaries(),
    log,
    url: (port, database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
  };
}

/** A hard link appears with its content: a process that starts at the same moment reads all of it or makes its own. */
function ensurePassword(file: string): string {
  if (!existsSync(file)) {
    const mine = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(mine, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    try {
      linkSync(mine, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(mine, { force: true });
    }
  }
  return readFileSync(file, 'utf8').trim();
}
