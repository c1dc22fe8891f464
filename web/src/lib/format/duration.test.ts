import { afterEach, expect, test } from 'vitest';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { formatDuration, formatRelative } from './duration.ts';

afterEach(() => overwriteGetLocale(() => baseLocale));

test.each([
  [-5, '0 sec'],
  [8_000, '8 sec'],
  [46 * 60_000, '46 min'],
  [3_600_000, '1 hr'],
  [72 * 60_000, '1 hr 12 min'],
  [76 * 3_600_000, '3 days 4 hr'],
])('%i ms are %s', (length, text) => {
  expect(formatDuration(length)).toBe(text);
});

test('speaks Russian', () => {
  overwriteGetLocale(() => 'ru');
  expect(formatDuration(46 * 60_000)).toBe('46 мин');
});

test('tells how long ago and how long until', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  expect(formatRelative('2026-11-20T11:55:00Z', now)).toBe('5 minutes ago');
  expect(formatRelative('2026-11-23T12:00:00Z', now)).toBe('in 3 days');
  expect(formatRelative('2026-11-19T11:00:00Z', now)).toBe('yesterday');
});
