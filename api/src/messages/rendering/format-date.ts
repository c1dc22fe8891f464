import type { Locale } from '../../language/locale.ts';
import { dateNames, localDate } from './date-names.ts';
import type { WallTime } from './read-date.ts';

// At most three flags and two digits: a longer sequence is text, and is scanned once.
const CODE = /%([-_0^#:]{0,3})(\d{0,2})([a-zA-Z%])/g;
const DAY = /%[-_0]?\d?[de]/;
const SPACE_PADDED = new Set('eklaAbBhpP');
const WIDTHS: Record<string, number> = {
  d: 2,
  e: 2,
  H: 2,
  I: 2,
  j: 3,
  k: 2,
  l: 2,
  L: 3,
  U: 2,
  W: 2,
  C: 2,
  m: 2,
  M: 2,
  S: 2,
  y: 2,
  Y: 4,
};

/**
 * Formats a date by a strftime pattern, with the names of months and days in a language. Unknown codes stay
 * as they are.
 */
export function formatDate(wall: WallTime, pattern: string, locale: Locale): string {
  const names = dateNames(locale, DAY.test(pattern));
  return pattern.replace(CODE, (code, ...groups: string[]) => {
    const [flags = '', width = '', letter = ''] = groups;
    const value = valueOf(letter, wall, { names, locale, hasColon: flags.includes(':') });
    if (value === null) return code;
    return padded(cased(value, flags), { letter, flags, width });
  });
}

interface Naming {
  names: ReturnType<typeof dateNames>;
  locale: Locale;
  hasColon: boolean;
}

type Field = (time: Temporal.PlainDateTime, naming: Naming) => string | number;

const twelve = (hour: number) => hour % 12 || 12;
/** Week of the year, if weeks begin on a weekday: 7 is Sunday, 1 Monday. */
const weekOf = (time: Temporal.PlainDateTime, first: 1 | 7) =>
  Math.floor((time.dayOfYear + 6 - ((time.dayOfWeek - first + 7) % 7)) / 7);

const FIELDS: Record<string, Field> = {
  a: (time, { names }) => names.shortDays[time.dayOfWeek - 1]!,
  A: (time, { names }) => names.days[time.dayOfWeek - 1]!,
  b: (time, { names }) => names.shortMonths[time.month - 1]!,
  B: (time, { names }) => names.months[time.month - 1]!,
  c: (time, { locale }) => localDate(time, locale, 'both'),
  C: (time) => Math.floor(time.year / 100),
  d: (time) => time.day,
  e: (time) => time.day,
  H: (time) => time.hour,
  I: (time) => twelve(time.hour),
  j: (time) => time.dayOfYear,
  k: (time) => time.hour,
  l: (time) => twelve(time.hour),
  L: (time) => time.millisecond,
  m: (time) => time.month,
  M: (time) => time.minute,
  p: (time) => (time.hour < 12 ? 'AM' : 'PM'),
  P: (time) => (time.hour < 12 ? 'am' : 'pm'),
  S: (time) => time.second,
  u: (time) => time.dayOfWeek,
  U: (time) => weekOf(time, 7),
  w: (time) => time.dayOfWeek % 7,
  W: (time) => weekOf(time, 1),
  x: (time, { locale }) => localDate(time, locale, 'date'),
  X: (time, { locale }) => localDate(time, locale, 'time'),
  y: (time) => time.year % 100,
  Y: (time) => time.year,
  F: (time) => time.toString().slice(0, 10),
  R: (time) => time.toString().slice(11, 16),
  T: (time) => time.toString({ smallestUnit: 'second' }).slice(11),
  t: () => '\t',
  n: () => '\n',
  '%': () => '%',
};
FIELDS.h = FIELDS.b!;

function valueOf(letter: string, { time, zone }: WallTime, naming: Naming): string | null {
  if (letter === 'z') return offsetOf(time, zone).replace(naming.hasColon ? '' : ':', '');
  if (letter === 'Z') return zone;
  if (letter === 's') return String(Math.floor(time.toZonedDateTime(zone).epochMilliseconds / 1000));
  const field = FIELDS[letter];
  return field ? String(field(time, naming)) : null;
}

const offsetOf = (time: Temporal.PlainDateTime, zone: string) => time.toZonedDateTime(zone).offset;

function cased(value: string, flags: string): string {
  if (flags.includes('^')) return value.toUpperCase();
  if (!flags.includes('#')) return value;
  return value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
}

function padded(
  value: string,
  { letter, flags, width }: { letter: string; flags: string; width: string },
): string {
  if (flags.includes('-')) return value;
  const isSpaced = flags.includes('_') || (SPACE_PADDED.has(letter) && !flags.includes('0'));
  return value.padStart(Number(width) || (WIDTHS[letter] ?? 0), isSpaced ? ' ' : '0');
}
