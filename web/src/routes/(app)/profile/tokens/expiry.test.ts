import { expect, test } from 'vitest';
import { datesFrom, expiresAt, validityOf } from './expiry.ts';

const now = Date.parse('2026-11-21T22:30:00Z');
const given = { date: '2027-02-28', zone: 'Europe/Moscow', now };

test('a token ends so many days from now', () => {
  expect(expiresAt('30', given)).toBe('2026-12-21T22:30:00.000Z');
  expect(expiresAt('365', given)).toBe('2027-11-21T22:30:00.000Z');
});

test('a chosen date counts in full where the viewer is', () => {
  expect(expiresAt('date', given)).toBe('2027-02-28T20:59:00.000Z');
});

test('the first date to choose is tomorrow where the viewer is, the last stays within a year', () => {
  expect(datesFrom(now, 'UTC')).toEqual({ first: '2026-11-22', last: '2027-11-20' });
  expect(datesFrom(now, 'Europe/Moscow').first).toBe('2026-11-23');
});

test('says two weeks ahead that a token ends', () => {
  const at = (days: number) => new Date(now + days * 86_400_000).toISOString();
  expect([at(15), at(13), at(0), at(-1)].map((end) => validityOf(end, now))).toEqual([
    'valid',
    'ending',
    'ended',
    'ended',
  ]);
});
