import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A running postmaster according to its `postmaster.pid`. */
export interface RunningServer {
  pid: number;
  port: number;
  status: string;
}

/**
 * Returns the server that runs on a data folder. Removes a pid file whose number now belongs to another
 * program: PostgreSQL would take that for a server and refuse to start.
 */
export function findServer(data: string): RunningServer | undefined {
  const server = readPidFile(data);
  if (!server || !isAlive(server.pid)) return undefined;
  if (isPostmasterOf(data, server.pid)) return server;
  if (readPidFile(data)?.pid === server.pid) rmSync(join(data, 'postmaster.pid'), { force: true });
  return undefined;
}

/** Lines of the file: pid, data folder, start time, port, socket folder, address, shared memory, status. */
export function readPidFile(data: string): RunningServer | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const server = { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
    return server.pid > 0 ? server : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isPostmasterOf(data: string, pid: number): boolean {
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') return commandOf(pid).includes('postgres');
  const { name, state } = readStat(pid);
  if (state === 'Z' || name !== 'postgres') return false;
  return (workingFolder(pid) ?? realpathSync(data)) === realpathSync(data);
}

function commandOf(pid: number): string {
  return spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

/** proc(5): `pid (name) state …`. Containers often have no `ps`. */
function readStat(pid: number): { name?: string; state?: string } {
  try {
    const [, name, state] = /\((.*)\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, state };
  } catch {
    return {};
  }
}

/**
 * A postmaster works in its data folder. If a process's folder cannot be read, it belongs to another user.
 */
function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
