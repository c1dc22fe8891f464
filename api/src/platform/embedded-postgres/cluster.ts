import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { nativePrograms } from './native-programs.ts';

/** Receives what happens to the server, as lines. */
export interface ServerLog {
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
}

/** The paths and passwords of an embedded PostgreSQL. */
export interface Cluster {
  dir: string;
  data: string;
  logFile: string;
  /** For the server's superuser, which only some steps need. */
  password: string;
  /** For the role that the application connects as. */
  applicationPassword: string;
  /** Folder of PostgreSQL's programs, libraries and files. */
  programs: string;
  log: ServerLog;
  url(port: number): string;
  /** Connection string for the server's superuser. */
  adminUrl(port: number, database: string): string;
}

/** The application's role, and the database that it owns. */
export const APPLICATION = 'postline';

/** Opens the folder, and creates it and its passwords if missing. */
export function openCluster(dir: string, log: Cluster['log']): Cluster {
  const path = resolve(dir);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  // Earlier versions let other users in.
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o700);
  const password = ensurePassword(join(path, 'password'));
  const applicationPassword = ensurePassword(join(path, 'application-password'));
  return {
    dir: path,
    data: join(path, 'data'),
    logFile: join(path, 'server.log'),
    password,
    applicationPassword,
    programs: nativePrograms(),
    log,
    url: (port) => `postgresql://${APPLICATION}:${applicationPassword}@127.0.0.1:${port}/${APPLICATION}`,
    adminUrl: (port, database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
  };
}

/**
 * A hard link appears with its content: of processes that start at the same moment, one creates the file and
 * the others read it.
 */
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
