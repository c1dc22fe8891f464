import { getLocale } from '#lib/paraglide/runtime.js';

/** 20 Nov 2026, 14:02 in the zone. Name the zone beside it if it is not the viewer's own. */
export function formatDateTime(instant: string | number | Date, zone: string): string {
  return format('datetime', instant, zone);
}

/** 20 Nov 2026. */
export function formatDate(instant: string | number | Date, zone: string): string {
  return format('date', instant, zone);
}

/** 14:02. */
export function formatTime(instant: string | number | Date, zone: string): string {
  return format('time', instant, zone);
}

/** 14:02:09. */
export function formatTimeWithSeconds(instant: string | number | Date, zone: string): string {
  return format('seconds', instant, zone);
}

/** Sun 20 Dec 2026, 14:00. */
export function formatWeekdayTime(instant: string | number | Date, zone: string): string {
  return format('weekday', instant, zone);
}

/** Sun 20 Dec 2026, 09:00 UTC+3. */
export function formatWeekdayTimeIn(instant: string, zone: string): string {
  return `${formatWeekdayTime(instant, zone)} ${formatOffset(zone, instant)}`;
}

/** Sun 20 Dec 2026. */
export function formatWeekdayDate(instant: string, zone: string): string {
  return format('weekdayDate', instant, zone);
}

/** 20/12/2026 or 20.12.2026, as people type a day. */
export function formatShortDate(instant: string): string {
  return format('short', instant, 'UTC');
}

/** NOV: a month as on a postmark. */
export function formatMonth(instant: Date): string {
  return format('month', instant, 'UTC').replace('.', '').toUpperCase();
}

/** UTC+3, UTC+5:30, UTC: the zone's offset at that instant. */
export function formatOffset(zone: string, instant: string | number | Date = Date.now()): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '–';
  const parts = offsetFormatter(zone).formatToParts(date);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name
    .replace('GMT', 'UTC')
    .replace(/[+-]0$/, '')
    .replace('-', '−');
}

const shapes = {
  datetime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  weekdayDate: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  month: { month: 'short' },
  time: { hour: '2-digit', minute: '2-digit' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  weekday: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Returns a dash for what is no date, such as half of one that is being typed: an error would end the page. */
function format(shape: keyof typeof shapes, instant: string | number | Date, zone: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '–';
  // CLDR ends Russian dates with «г.», which only takes space beside a clock time.
  return formatter(shape, zone).format(date).replace(/\sг\./, '');
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(shape: keyof typeof shapes, timeZone: string): Intl.DateTimeFormat {
  return remember(`${getLocale()}:${shape}:${timeZone}`, () => {
    const options: Intl.DateTimeFormatOptions = { ...shapes[shape], timeZone };
    if ('hour' in options) options.hourCycle = 'h23';
    return new Intl.DateTimeFormat(dateLocale(), options);
  });
}

function offsetFormatter(timeZone: string): Intl.DateTimeFormat {
  return remember(
    `offset:${timeZone}`,
    () => new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }),
  );
}

/** English dates begin with the day: 20 Nov 2026 cannot be misread. */
function dateLocale(): string {
  return getLocale() === 'en' ? 'en-GB' : getLocale();
}

function remember(key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  const known = formatters.get(key);
  if (known) return known;
  const made = make();
  formatters.set(key, made);
  return made;
}
