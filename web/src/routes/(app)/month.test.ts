import { expect, test } from 'vitest';
import { monthOf } from './month.ts';

test('thirty days with today among them, by the clock of the zone', () => {
  const now = Date.parse('2026-11-28T20:00:00Z');
  expect(monthOf('UTC', now)).toEqual({
    from: '2026-10-30T00:00:00.000Z',
    before: '2026-09-30T00:00:00.000Z',
  });
  // It is already the 29th there; the clocks went back in between.
  expect(monthOf('Asia/Tokyo', now).from).toBe('2026-10-30T15:00:00.000Z');
  expect(monthOf('Europe/Berlin', now)).toEqual({
    from: '2026-10-29T23:00:00.000Z',
    before: '2026-09-29T22:00:00.000Z',
  });
});
