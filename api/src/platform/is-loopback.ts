import { isIP } from 'node:net';

/** Whether a host's name or address means the machine that looks it up. */
export const isLoopback = (host: string): boolean =>
  /^(?:.+\.)?localhost$/.test(host) ||
  ['[::1]', '::1'].includes(host) ||
  (isIP(host) === 4 && host.startsWith('127.'));
