import { fromAbsolute, parseDateTime, toCalendarDateTime, toZoned } from '@internationalized/date';

/** How a local time maps to an instant: once, never (the clock skips it) or twice (the clock goes back). */
type ClockTime = 'once' | 'never' | 'twice';

/**
 * Returns the instant of `2026-12-20T14:00` in the zone. A time that does not exist moves forward; of two the
 * first counts.
 */
export function instantOf(local: string, zone: string): string {
  return toZoned(parseDateTime(local), zone, 'compatible').toAbsoluteString();
}

/** Returns `2026-12-20T14:00` in the zone, as a datetime-local field holds it. */
export function localTimeOf(instant: string, zone: string): string {
  return toCalendarDateTime(fromAbsolute(Date.parse(instant), zone))
    .toString()
    .slice(0, 16);
}

/** Whether a clock change makes `local` impossible or ambiguous in the zone. */
export function clockTimeOf(local: string, zone: string): ClockTime {
  const earlier = toZoned(parseDateTime(local), zone, 'earlier');
  const later = toZoned(parseDateTime(local), zone, 'later');
  if (earlier.compare(later) === 0) return 'once';
  return localTimeOf(earlier.toAbsoluteString(), zone) === local ? 'twice' : 'never';
}

/** Every time zone that the browser knows, UTC first. */
export function allZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}
