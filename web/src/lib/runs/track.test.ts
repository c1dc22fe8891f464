import { expect, test } from 'vitest';
import { leftCount, segmentsOf, settledCount } from './track.ts';

const counts = {
  total: 100,
  pending: 20,
  sending: 5,
  sent: 50,
  deferred: 3,
  failed: 12,
  skipped: 6,
  unknown: 4,
};
const nothing = { total: 0, pending: 0, sending: 0, sent: 0, deferred: 0, failed: 0, skipped: 0, unknown: 0 };

test('the segments add up to the total', () => {
  const sum = segmentsOf(counts).reduce((whole, { count }) => whole + count, 0);
  expect(sum).toBe(counts.total);
});

test('the segments stand in the order of their fate', () => {
  expect(segmentsOf(counts).map(({ name }) => name)).toEqual(['sent', 'failed', 'unsure', 'skipped', 'left']);
});

test('what is nothing takes no room', () => {
  expect(segmentsOf({ ...nothing, total: 7, sent: 7 })).toEqual([{ name: 'sent', count: 7 }]);
  expect(segmentsOf(nothing)).toEqual([]);
});

test('settled and left make the whole', () => {
  expect(settledCount(counts)).toBe(72);
  expect(leftCount(counts)).toBe(28);
});
