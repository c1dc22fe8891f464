import type { LoggerOptions } from 'pino';
import { isConnectionLost } from './connection-lost.ts';

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>;

// pino's number for it.
const WARN = 40;
const EVERY = 1000;
// The memory is limited: beyond it every line counts as new.
const MOST = 200;

interface Repeats {
  at: number;
  left: number;
}

/**
 * Logs the same line once a second at most, and then says how many were left out: what fails a thousand times
 * a second must not fill the disk. A lost connection counts as one thing, whoever notices it, and is logged
 * without a stack.
 */
export function quietRepeats(): LogMethod {
  const told = new Map<string, Repeats>();

  return function (args, method, level) {
    const [first, message] = args as unknown as [unknown, string | undefined];
    const error = level >= WARN && isRecord(first) ? first.err : undefined;
    if (!isRecord(first) || !(error instanceof Error)) return method.apply(this, args);
    const isAway = isConnectionLost(error);
    const left = count(told, isAway ? 'away' : `${message} ${error.message}`);
    if (left === null) return undefined;
    const { err: _err, ...rest } = first;
    const cause = isAway ? { detail: error.message } : { err: error };
    return method.apply(this, [{ ...rest, ...cause, ...(left > 0 && { left }) }, message] as never);
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * How many such lines were left out since the last one that was logged; null if this one is to be left out.
 */
function count(told: Map<string, Repeats>, key: string): number | null {
  const now = performance.now();
  const known = told.get(key);
  if (known && now - known.at < EVERY) {
    known.left++;
    return null;
  }
  if (told.size >= MOST) told.clear();
  told.set(key, { at: now, left: 0 });
  return known?.left ?? 0;
}
