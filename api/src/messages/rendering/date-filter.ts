import type { Context, Liquid } from 'liquidjs';
import { formatDate } from './format-date.ts';
import { MailContext, usualDates } from './mail-context.ts';
import { readDate } from './read-date.ts';

const USUAL_PATTERN = '%A, %B %-e, %Y at %-l:%M %P %z';

/** Replaces Liquid's filter, which knows the zone of this machine alone. What is no date is printed as it stands. */
export function registerDateFilter(engine: Liquid): void {
  engine.registerFilter(
    'date',
    function date(this: { context: Context }, value: unknown, ...args: unknown[]) {
      const [pattern, zone] = args;
      const { timeZone, locale } = this.context instanceof MailContext ? this.context.dates : usualDates;
      this.context.memoryLimit.use(10 * String(pattern ?? '').length);
      const wall = readDate(value, isTimeZone(zone) ? zone : timeZone);
      return wall === null ? value : formatDate(wall, String(pattern ?? USUAL_PATTERN), locale);
    },
  );
}

function isTimeZone(zone: unknown): zone is string {
  if (typeof zone !== 'string' || zone.length > 60) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
