import { hostname } from 'node:os';

/** A process's name where several machines are involved: host and process id. */
export const processName = (pid: number = process.pid) => `${hostname()}:${pid}`;

/** The name of a worker's connections, within the 63 characters that PostgreSQL keeps. */
export const workerConnectionName = (pid: number = process.pid) => `worker ${processName(pid).slice(-56)}`;
