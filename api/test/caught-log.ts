import { pino } from 'pino';
import type { Log } from '../src/platform/log.ts';

type Line = Record<string, unknown> & { level: number; msg: string };

/** A log whose lines a test can read. */
export function caughtLog(): { log: Log; lines: Line[] } {
  const lines: Line[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Line);
  return { log: pino({ level: 'trace' }, { write }), lines };
}
