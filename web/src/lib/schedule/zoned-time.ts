/** How a local time maps to an instant: once, never (the clock skips it) or twice (the clock goes back). */
type ClockTime = 'once' | 'never' | 'twice';

const day = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * Returns the instant of `2026-12-20T14:00` in the zone. A time that does not exist moves forward; of two the
 * first counts.
 */
export function instantOf(local: string, zone: string): string {
  const { before, after, isBefore, isAfter } = instantsOf(local, zone);
  return new Date(isAfter && !isBefore ? after : before).toISOString();
}

/** Returns `2026-12-20T14:00` in the zone; empty for what is no instant, as a URL may say. */
export function localTimeOf(instant: string, zone: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return '';
  return new Date(time + offsetAt(time, zone)).toISOString().slice(0, 16);
}

/** Whether a clock change makes `local` impossible or ambiguous in the zone. */
export function clockTimeOf(local: string, zone: string): ClockTime {
  const { before, after, isBefore, isAfter } = instantsOf(local, zone);
  if (!isBefore && !isAfter) return 'never';
  return isBefore && isAfter && before !== after ? 'twice' : 'once';
}

/** Every time zone that the browser knows, UTC first. */
export function allZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** The instants of a local time by the offset of the day before and of the day after, and whether each is right. */
function instantsOf(local: string, zone: string) {
  const asUtc = Date.parse(`${local}Z`);
  const [offsetBefore, offsetAfter] = [offsetAt(asUtc - day, zone), offsetAt(asUtc + day, zone)];
  const [before, after] = [asUtc - offsetBefore, asUtc - offsetAfter];
  return {
    before,
    after,
    isBefore: offsetAt(before, zone) === offsetBefore,
    isAfter: offsetAt(after, zone) === offsetAfter,
  };
}

/** How far the zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(time: number, zone: string): number {
  // The zone that people begin with; making a formatter takes milliseconds.
  if (zone === 'UTC') return 0;
  const name =
    formatterOf(zone)
      .formatToParts(time)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
  const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formatters.set(timeZone, made);
  return made;
}
