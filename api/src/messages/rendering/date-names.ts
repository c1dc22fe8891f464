import type { Locale } from '../../language/locale.ts';

const TAGS = { EN: 'en-US', RU: 'ru-RU' } as const;

interface DateNames {
  months: string[];
  shortMonths: string[];
  days: string[];
  shortDays: string[];
}

const known = new Map<string, DateNames>();

/**
 * The names of months and days. Next to a day, a Russian month is in the genitive: 1 февраля, but февраль
 * 2026.
 */
export function dateNames(locale: Locale, hasDay: boolean): DateNames {
  const key = `${locale} ${hasDay}`;
  const found = known.get(key);
  if (found) return found;
  const fresh = {
    months: monthsIn(locale, hasDay, 'long'),
    shortMonths: monthsIn(locale, hasDay, 'short'),
    days: daysIn(locale, 'long'),
    shortDays: daysIn(locale, 'short'),
  };
  known.set(key, fresh);
  return fresh;
}

function monthsIn(locale: Locale, hasDay: boolean, month: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat(TAGS[locale], {
    month,
    timeZone: 'UTC',
    ...(hasDay && { day: 'numeric' }),
  });
  return Array.from({ length: 12 }, (_, index) => partOf(format, Date.UTC(2026, index, 1), 'month'));
}

function daysIn(locale: Locale, weekday: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat(TAGS[locale], { weekday, timeZone: 'UTC' });
  // 1 June 2026 is a Monday.
  return Array.from({ length: 7 }, (_, index) => partOf(format, Date.UTC(2026, 5, 1 + index), 'weekday'));
}

const partOf = (format: Intl.DateTimeFormat, time: number, type: 'month' | 'weekday') =>
  format.formatToParts(time).find((part) => part.type === type)!.value;

const STYLES = {
  both: { dateStyle: 'medium', timeStyle: 'medium' },
  date: { dateStyle: 'short' },
  time: { timeStyle: 'medium' },
} as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Writes a date, a time or both as the language does. */
export function localDate(time: Temporal.PlainDateTime, locale: Locale, style: keyof typeof STYLES): string {
  const key = `${locale} ${style}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(TAGS[locale], { ...STYLES[style], timeZone: 'UTC' });
  formats.set(key, format);
  return format.format(time.toZonedDateTime('UTC').epochMilliseconds);
}
