import { expect, test } from 'vitest';
import { readTime } from './read-time.ts';

test.each([
  ['14:00', '14:00'],
  ['9', '09:00'],
  ['930', '09:30'],
  ['9.05', '09:05'],
  [' 23 59 ', '23:59'],
  ['2 pm', '14:00'],
  ['12 a.m.', '00:00'],
  ['12pm', '12:00'],
  ['24:00', null],
  ['13 pm', null],
  ['9:60', null],
  ['soon', null],
  ['', null],
])('%s is %s', (text, expected) => {
  expect(readTime(text)).toBe(expected);
});
