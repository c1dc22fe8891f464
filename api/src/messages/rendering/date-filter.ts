import type { Context, Liquid } from 'liquidjs';
import { formatDate } from './format-date.ts';
import { MailContext, usualDates } from './mail-context.ts';
import { readDate } from './read-date.ts';

const USUAL_PATTERN = '%A, %B %-e, %Y at %-l:%M %P %z';

// In characters, the unit in which texts count: parsing a date takes as long as some tags, and so does every
// code of its pattern.
const COST = 300;
const COST_OF_SIGN = 50;

/**
 * Replaces Liquid's date filter, which only knows this machine's time zone. Prints a value that is not a date
 * as it is.
 */
export function registerDateFilter(engine: Liquid): void {
  engine.registerFilter(
    'date',
    function date(this: { context: Context }, value: unknown, ...args: unknown[]) {
      const [pattern, zone] = args;
      const { timeZone, locale } = this.context instanceof MailContext ? this.context.dates : usualDates;
      this.context.memoryLimit.use(COST + COST_OF_SIGN * String(pattern ?? '').length);
      const wall = readDate(value, isTimeZone(zone) ? zone : timeZone);
      return wall === null ? value : formatDate(wall, String(pattern ?? USUAL_PATTERN), locale);
    },
  );
}

const zones = new Map<string, boolean>();
const MOST_ZONES = 1000;

function isTimeZone(zone: unknown): zone is string {
  if (typeof zone !== 'string' || zone.length > 60) return false;
  const isKnown = zones.get(zone) ?? canBeUsed(zone);
  if (zones.size < MOST_ZONES) zones.set(zone, isKnown);
  return isKnown;
}

function canBeUsed(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
