import * as v from 'valibot';
import type { AllowedHoursInput, Weekday } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

export const weekdays: readonly Weekday[] = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
];

/** Hours as a form holds them. */
export interface HoursEntry {
  isOn: boolean;
  days: Weekday[];
  from: string;
  until: string;
}

interface Hours {
  days: readonly Weekday[];
  from: string;
  until: string;
}

/** What the form begins with: office hours, which are not switched on, or what is saved. */
export function hoursEntryOf(hours?: Hours | null): HoursEntry {
  if (!hours) return { isOn: false, days: weekdays.slice(0, 5), from: '09:00', until: '18:00' };
  // A field for a clock time knows no 24:00.
  return {
    isOn: true,
    days: [...hours.days],
    from: hours.from,
    until: hours.until === '24:00' ? '00:00' : hours.until,
  };
}

export const hoursInputOf = ({ isOn, days, from, until }: HoursEntry): AllowedHoursInput | null =>
  isOn ? { days, from, until: until === '00:00' ? '24:00' : until } : null;

/** At least one day, and an end that is another time than the beginning. */
export const hoursRule = () =>
  v.pipe(
    v.object({ isOn: v.boolean(), days: v.array(v.picklist(weekdays)), from: v.string(), until: v.string() }),
    v.check(({ isOn, days }) => !isOn || days.length > 0, m.hours_no_day()),
    v.check(({ isOn, from, until }) => !isOn || from !== until, m.hours_same()),
  );

/** Mon, пн. */
export function weekdayName(day: Weekday): string {
  // 5 January 2026 is a Monday.
  const date = new Date(Date.UTC(2026, 0, 5 + weekdays.indexOf(day)));
  return new Intl.DateTimeFormat(getLocale(), { weekday: 'short', timeZone: 'UTC' }).format(date);
}

/** Mon–Fri, 09:00–18:00. */
export function hoursText({ days, from, until }: Hours): string {
  return m.hours_text({ days: daysText(days), from, until });
}

function daysText(days: readonly Weekday[]): string {
  const places = days.map((day) => weekdays.indexOf(day)).toSorted((a, b) => a - b);
  const [first = 0] = places;
  const last = places.at(-1) ?? first;
  if (places.length > 2 && last - first === places.length - 1)
    return `${weekdayName(weekdays[first]!)}–${weekdayName(weekdays[last]!)}`;
  return places.map((place) => weekdayName(weekdays[place]!)).join(', ');
}
