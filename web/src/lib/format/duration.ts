import { getLocale } from '#lib/paraglide/runtime.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** 8 s, 46 min, 1 h 12 min, 3 d 4 h: the two largest parts, without the smaller one if it is zero. */
export function formatDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < minute) return unit('second', Math.round(length / second));
  if (length < hour) return unit('minute', Math.round(length / minute));
  if (length < day) return pair(length, { large: 'hour', size: hour, small: 'minute', part: minute });
  return pair(length, { large: 'day', size: day, small: 'hour', part: hour });
}

/** 5 minutes ago, in 3 days: an instant relative to `now`. */
export function formatRelative(instant: string | number | Date, now: number = Date.now()): string {
  const distance = new Date(instant).getTime() - now;
  const [size, name] = stepOf(Math.abs(distance));
  return relative().format(Math.trunc(distance / size), name);
}

interface Parts {
  large: string;
  size: number;
  small: string;
  part: number;
}

function pair(length: number, { large, size, small, part }: Parts): string {
  const whole = Math.floor(length / size);
  const rest = Math.floor((length % size) / part);
  return rest > 0 ? `${unit(large, whole)} ${unit(small, rest)}` : unit(large, whole);
}

function unit(name: string, value: number): string {
  return new Intl.NumberFormat(getLocale(), { style: 'unit', unit: name, unitDisplay: 'short' }).format(
    value,
  );
}

function stepOf(distance: number): [number, Intl.RelativeTimeFormatUnit] {
  if (distance < minute) return [second, 'second'];
  if (distance < hour) return [minute, 'minute'];
  if (distance < day) return [hour, 'hour'];
  if (distance < 30 * day) return [day, 'day'];
  return distance < 365 * day ? [30 * day, 'month'] : [365 * day, 'year'];
}

function relative(): Intl.RelativeTimeFormat {
  return new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' });
}
