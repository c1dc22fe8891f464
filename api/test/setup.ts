import 'reflect-metadata';
import { Socket } from 'node:net';

// Tests connect to this machine only: a forgotten real address fails at once.
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (this: Socket, ...args: never[]) {
  const [first] = args as unknown as [{ host?: string } | [{ host?: string }] | string | number];
  const options = Array.isArray(first) ? first[0] : first;
  const host = typeof options === 'object' ? (options.host ?? 'localhost') : 'localhost';
  if (!/^(localhost|0\.0\.0\.0|127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(host)) {
    throw new Error(`A test wants to talk to ${host}.`);
  }
  return (connect as (...given: never[]) => Socket).apply(this, args);
} as typeof connect;
