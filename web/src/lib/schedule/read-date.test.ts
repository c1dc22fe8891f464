import { expect, test } from 'vitest';
import { readDate } from './read-date.ts';

test.each([
  ['31.01.2026', '2026-01-31'],
  ['1/2/2026', '2026-02-01'],
  ['1.2.26', '2026-02-01'],
  [' 2026-01-31 ', '2026-01-31'],
  ['2026-1-3', '2026-01-03'],
  ['29.02.2028', '2028-02-29'],
])('reads %s as %s', (text, date) => {
  expect(readDate(text)).toBe(date);
});

test.each(['', '31.02.2026', '29.02.2027', '13/13/2026', 'tomorrow', '2026', '1.2.126', '31.01', '0.0.2026'])(
  'finds no day in "%s"',
  (text) => {
    expect(readDate(text)).toBeNull();
  },
);
