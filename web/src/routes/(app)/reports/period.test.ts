import { expect, test } from 'vitest';
import { reportSpan } from './period.ts';

const open = { from: null, to: null };
const now = Date.parse('2026-11-28T20:00:00Z');

test('a period is of whole days in the zone, today among them', () => {
  expect(reportSpan('week', open, { zone: 'UTC', now }).from).toBe('2026-11-22T00:00:00.000Z');
  // It is already the 29th there.
  expect(reportSpan('week', open, { zone: 'Asia/Tokyo', now }).from).toBe('2026-11-22T15:00:00.000Z');
});

test('everything has no borders, dates have those that are chosen', () => {
  expect(reportSpan('all', open, { zone: 'UTC', now })).toEqual(open);
  expect(reportSpan('dates', { from: '2026-01-01', to: '2026-01-31' }, { zone: 'UTC', now })).toEqual({
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-02-01T00:00:00.000Z',
  });
});
