import { afterEach, expect, test } from 'vitest';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import {
  formatDate,
  formatDateTime,
  formatOffset,
  formatTimeWithSeconds,
  formatWeekdayTime,
} from './date.ts';
import { zoneCity } from './zone-city.ts';

const instant = '2026-12-20T11:00:05.000Z';

afterEach(() => overwriteGetLocale(() => baseLocale));

test('shows an instant in the zone that is asked for', () => {
  expect(formatDateTime(instant, 'Europe/Moscow')).toBe('20 Dec 2026, 14:00');
  expect(formatDateTime(instant, 'America/New_York')).toBe('20 Dec 2026, 06:00');
  expect(formatTimeWithSeconds(instant, 'UTC')).toBe('11:00:05');
});

test('midnight is 00, not 24', () => {
  expect(formatDateTime('2026-12-20T00:00:00.000Z', 'UTC')).toBe('20 Dec 2026, 00:00');
});

test('writes Russian dates without the year sign', () => {
  overwriteGetLocale(() => 'ru');
  expect(formatDateTime(instant, 'Europe/Moscow')).toBe('20 дек. 2026, 14:00');
});

test('names the offset that holds at that instant', () => {
  expect(formatOffset('Europe/Moscow', instant)).toBe('UTC+3');
  expect(formatOffset('Europe/London', instant)).toBe('UTC');
  expect(formatOffset('Europe/London', '2026-07-01T00:00:00.000Z')).toBe('UTC+1');
  expect(formatOffset('Asia/Kolkata', instant)).toBe('UTC+5:30');
  expect(formatOffset('America/New_York', instant)).toBe('UTC−5');
});

test('takes the city out of a zone', () => {
  expect(zoneCity('America/New_York')).toBe('New York');
  expect(zoneCity('UTC')).toBe('UTC');
  overwriteGetLocale(() => 'ru');
  expect(zoneCity('Asia/Yekaterinburg')).toBe('Екатеринбург');
  expect(zoneCity('America/New_York')).toBe('New York');
});

test.each(['', '2026-13-99T12:00:00Z', 'x', Number.NaN])('what is no date is a dash: %s', (given) => {
  for (const words of [formatDateTime, formatDate, formatTimeWithSeconds, formatWeekdayTime])
    expect(words(given, 'UTC')).toBe('–');
  expect(formatOffset('UTC', given)).toBe('–');
});
