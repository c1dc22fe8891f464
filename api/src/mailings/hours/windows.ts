/** The weekdays and clock times at which mail may be sent. */
export interface Hours {
  /** ISO weekdays, 1 for Monday to 7 for Sunday. */
  days: readonly number[];
  /** Minutes since midnight, 0 to 1439. */
  from: number;
  /** Minutes since midnight, 1 to 1440. If it is not after `from`, it is on the next day. */
  until: number;
  /** The IANA zone of the clock. */
  timeZone: string;
}

/** A period in which mail may be sent, from `opensAt` up to but not including `closesAt`. */
export interface Window {
  opensAt: Date;
  closesAt: Date;
}

/**
 * Returns the window that contains a moment, or else the next one. A clock time that a change of clocks
 * skips is the moment of the change; of one that occurs twice, the first counts.
 */
export function windowAt(hours: Hours, moment: Date): Window {
  const at = moment.getTime();
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.timeZone).toPlainDate();
  // A window of yesterday may reach into today; and one day may be left out by a change of clocks, or of the calendar.
  for (let day = -1; day <= LONGEST_WAIT_DAYS; day++) {
    const window = windowOn(hours, today.add({ days: day }));
    if (window && window.closesAt.getTime() > at) return window;
  }
  throw new Error('Hours without a day.');
}

const LONGEST_WAIT_DAYS = 16;

function windowOn(hours: Hours, date: Temporal.PlainDate): Window | null {
  if (!hours.days.includes(date.dayOfWeek)) return null;
  const last = hours.until > hours.from ? date : date.add({ days: 1 });
  const opensAt = instantOf(date, hours.from, hours.timeZone);
  const closesAt = instantOf(last, hours.until, hours.timeZone);
  return closesAt > opensAt ? { opensAt, closesAt } : null;
}

function instantOf(date: Temporal.PlainDate, minutes: number, timeZone: string): Date {
  const local = date.toPlainDateTime().add({ minutes });
  const first = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const exists = first.toPlainDateTime().equals(local);
  const there = exists ? first : (first.getTimeZoneTransition('next') ?? first);
  return new Date(there.epochMilliseconds);
}

/**
 * Returns when a number of seconds of sending will be over, counted from a moment and only within the
 * windows.
 */
export function afterSending(hours: Hours | null, from: Date, seconds: number): Date {
  if (hours === null) return new Date(from.getTime() + seconds * 1000);
  let left = seconds * 1000;
  let window = windowAt(hours, from);
  for (let count = 0; count < MOST_WINDOWS; count++) {
    const begins = Math.max(from.getTime(), window.opensAt.getTime());
    const length = window.closesAt.getTime() - begins;
    if (left <= length) return new Date(begins + left);
    left -= length;
    window = windowAt(hours, window.closesAt);
  }
  return window.opensAt;
}

/** An estimate further ahead is useless. */
const MOST_WINDOWS = 1000;
