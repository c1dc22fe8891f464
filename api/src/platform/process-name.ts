import { hostname } from 'node:os';

/** How a process of this machine is called where several machines are: host and process id. */
export const processName = (pid: number = process.pid) => `${hostname()}:${pid}`;

/** The same for a worker's connections, in the 63 characters that PostgreSQL keeps. */
export const workerConnectionName = (pid: number = process.pid) => `worker ${processName(pid).slice(-56)}`;
