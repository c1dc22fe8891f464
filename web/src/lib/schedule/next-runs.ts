import { fromAbsolute, toCalendarDateTime, toZoned, type DateTimeDuration } from '@internationalized/date';

export interface Recurrence {
  startAt: string;
  endAt: string | null;
  timeZone: string;
  interval: { every: number; unit: 'MINUTE' | 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' } | null;
}

const longestSearch = 100_000;

/**
 * The coming starts of a mailing that is not saved yet, by the server's rule: minutes and hours are elapsed
 * time; days, weeks and months are local clock time, the 31st being the month's last day.
 */
export function nextRuns(recurrence: Recurrence, count: number, now: number = Date.now()): string[] {
  const end = recurrence.endAt === null ? Infinity : Date.parse(recurrence.endAt);
  const runs: string[] = [];
  for (let k = firstStep(recurrence, now); runs.length < count && k < longestSearch; k += 1) {
    const start = startOf(recurrence, k);
    if (start >= end) break;
    if (start >= now || (k === 0 && recurrence.interval === null)) runs.push(new Date(start).toISOString());
    if (recurrence.interval === null) break;
  }
  return runs;
}

function startOf({ startAt, timeZone, interval }: Recurrence, k: number): number {
  const start = Date.parse(startAt);
  if (interval === null || k === 0) return start;
  const amount = k * interval.every;
  if (interval.unit === 'MINUTE') return start + amount * 60_000;
  if (interval.unit === 'HOUR') return start + amount * 3_600_000;
  const local = toCalendarDateTime(fromAbsolute(start, timeZone)).add(
    calendarDuration(interval.unit, amount),
  );
  return toZoned(local, timeZone, 'compatible').toDate().getTime();
}

function calendarDuration(unit: 'DAY' | 'WEEK' | 'MONTH', amount: number): DateTimeDuration {
  if (unit === 'DAY') return { days: amount };
  return unit === 'WEEK' ? { weeks: amount } : { months: amount };
}

/** A step from which to search, at or before the first one that is not over. */
function firstStep({ startAt, interval }: Recurrence, now: number): number {
  if (interval === null) return 0;
  const longest = {
    MINUTE: 60_000,
    HOUR: 3_600_000,
    DAY: 90_000_000,
    WEEK: 608_400_000,
    MONTH: 2_682_000_000,
  };
  const elapsed = now - Date.parse(startAt);
  return Math.max(0, Math.floor(elapsed / (longest[interval.unit] * interval.every)) - 1);
}
