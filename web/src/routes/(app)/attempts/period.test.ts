import { expect, test } from 'vitest';
import { spanOf, spanOfDates } from './period.ts';

const now = Date.parse('2026-11-20T12:34:56Z');

test('a period begins at a full hour, so that it is the same a minute later', () => {
  expect(spanOf('day', now)).toEqual({ from: '2026-11-19T12:00:00.000Z', to: null });
  expect(spanOf('day', now + 60_000)).toEqual(spanOf('day', now));
  expect(spanOf(null, now)).toEqual({ from: null, to: null });
});

test('dates are whole days by the clock of the zone, over the change of clocks too', () => {
  expect(spanOfDates('2027-03-28', '2027-03-28', 'Europe/Berlin')).toEqual({
    from: '2027-03-27T23:00:00.000Z',
    to: '2027-03-28T22:00:00.000Z',
  });
});

test('a day that is none is left open', () => {
  expect(spanOfDates('yesterday', '2027-13-40', 'UTC')).toEqual({ from: null, to: null });
});
