import type { IntervalUnit } from '../intervals/interval.entity.ts';

/** When a mailing starts: once or repeatedly. */
export interface Schedule {
  startAt: Date;
  /** The IANA zone in which days, weeks and months are counted. */
  timeZone: string;
  interval?: { every: number; unit: IntervalUnit } | null | undefined;
}

const fields = { MINUTE: 'minutes', HOUR: 'hours', DAY: 'days', WEEK: 'weeks', MONTH: 'months' } as const;
const milliseconds = {
  MINUTE: 60_000,
  HOUR: 3_600_000,
  DAY: 86_400_000,
  WEEK: 604_800_000,
  MONTH: 30.436875 * 86_400_000,
};

/**
 * Returns start number k, counted from 0: `startAt + k × interval`. Minutes and hours are elapsed time; days,
 * weeks and months follow the local clock: a time that does not exist moves forward, a time that occurs twice
 * means the first, and the 31st becomes the month's last day. Always counted from the first start, so that a
 * short month does not shift the later ones.
 */
function startNumber(schedule: Required<Schedule>, k: number): Date {
  const { startAt, timeZone } = schedule;
  if (k === 0) return startAt;
  const { every, unit } = schedule.interval!;
  const start = Temporal.Instant.fromEpochMilliseconds(startAt.getTime());
  const amount = { [fields[unit]]: every * k };
  if (unit === 'MINUTE' || unit === 'HOUR') return new Date(start.add(amount).epochMilliseconds);
  const local = start.toZonedDateTimeISO(timeZone).toPlainDateTime().add(amount, { overflow: 'constrain' });
  return new Date(local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** Returns the first start after a moment, or null if there is none. */
export function nextStart(schedule: Schedule, after: Date): Date | null {
  const { startAt, interval } = schedule;
  if (startAt > after) return startAt;
  if (!interval) return null;
  const repeating = { ...schedule, interval };
  const length = milliseconds[interval.unit] * interval.every;
  // Months and days vary in length: estimate, then search from a little before.
  let k = Math.max(0, Math.floor((after.getTime() - startAt.getTime()) / length) - 2);
  while (startNumber(repeating, k) <= after) k++;
  return startNumber(repeating, k);
}

/** Returns the next starts after a moment: at most `most`, none at or after the end. */
export function comingStarts(
  schedule: Schedule & { endAt?: Date | null | undefined },
  { from, most }: { from: Date; most: number },
): Date[] {
  const starts: Date[] = [];
  for (let start: Date | null = from; start && starts.length < most; start = nextStart(schedule, start)) {
    if (schedule.endAt && start >= schedule.endAt) break;
    starts.push(start);
  }
  return starts;
}
