import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { pino, type Logger } from 'pino';
import type Pretty from 'pino-pretty';
import type { Config } from '../config.ts';
import { textOf } from '../language/text.ts';
import { LogFile } from './log-file.ts';
import { quietRepeats } from './quiet-repeats.ts';
import { requestScope } from './request-scope.ts';

export type Log = Logger;

/** Fields that every line of the current run or job carries, besides the id of a request. */
export const logScope = new AsyncLocalStorage<Record<string, string | number>>();

/**
 * Opens the log of a process: readable on a terminal, JSON otherwise, and in `logs/postline.log` (10 MB a file,
 * ten more kept) with `ownsFile`, beside other processes that write it too. Never log address lists, passwords,
 * tokens or bodies.
 */
export function openLog(config: Config, { ownsFile }: { ownsFile: boolean }): Log {
  const console = process.send
    ? toParent
    : process.stderr.isTTY
      ? readable()
      : pino.destination({ fd: 2, sync: true });
  const file = createFile(config, ownsFile);
  return pino(
    {
      level: config.logLevel,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => ({ ...logScope.getStore(), ...requestId() }),
      hooks: { logMethod: quietRepeats() },
      redact: ['password', 'token', 'secret', '*.password', '*.token', '*.secret'],
    },
    pino.multistream([{ stream: console, level: 'trace' as const }, ...file]),
  );
}

function createFile(config: Config, ownsFile: boolean) {
  if (!ownsFile || config.logLevel === 'silent') return [];
  const { logDir, locale } = config;
  const stream = new LogFile({
    folder: logDir,
    most: 10_000_000,
    kept: 10,
    onError: ({ message }) =>
      void process.stderr.write(`${textOf(locale, 'CLI_LOG_DIR', { path: logDir, detail: message })}\n`),
  });
  return [{ stream, level: 'trace' as const }];
}

/** Loaded only if somebody can read it. */
function readable(): NodeJS.WritableStream {
  const pretty = createRequire(import.meta.url)('pino-pretty') as typeof Pretty;
  return pretty({ destination: 2, colorize: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
}

/** A sender that was started beside the server writes through it, so that there is one log. */
const toParent = { write: (line: string) => void process.send?.({ logged: line }) };

/** Writes a line that came from a child process. */
export function relayLog(log: Log, message: unknown): void {
  if (typeof message !== 'object' || message === null || !('logged' in message)) return;
  const {
    level,
    msg,
    time: _time,
    pid,
    ...rest
  } = JSON.parse(String(message.logged)) as Record<string, unknown>;
  const label = pino.levels.labels[Number(level)] as pino.Level;
  log[label]({ ...rest, worker: pid }, String(msg));
}

function requestId(): { request?: string } {
  const scope = requestScope.getStore();
  return scope ? { request: scope.request } : {};
}
