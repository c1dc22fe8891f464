import { afterEach, expect, test } from 'vitest';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { formatBytes, formatNumber, formatPercent, formatSigned } from './number.ts';

afterEach(() => overwriteGetLocale(() => baseLocale));

test('groups digits by the language', () => {
  expect(formatNumber(1_240_318)).toBe('1,240,318');
  overwriteGetLocale(() => 'ru');
  expect(formatNumber(1_240_318)).toBe('1\u00A0240\u00A0318');
});

test('says 100 % of everything only', () => {
  expect(formatPercent(12_480, 12_480)).toBe('100%');
  expect(formatPercent(1_240_317, 1_240_318)).toBe('99.9%');
});

test('rounds a share down, and nothing of nothing is 0 %', () => {
  expect(formatPercent(6229, 10_000)).toBe('62.2%');
  expect(formatPercent(0, 0)).toBe('0%');
});

test.each([
  [812, '812 B'],
  [4200, '4.2 kB'],
  [1_100_000, '1.1 MB'],
  [3_000_000_000_000, '3,000 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('says which way a number goes', () => {
  expect([3.25, -0.1, 0].map(formatSigned)).toEqual(['+3.3', '-0.1', '0']);
});
