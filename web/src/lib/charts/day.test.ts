import { expect, test } from 'vitest';
import { barsOf } from './day.ts';

const days = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    date: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
    succeeded: 2,
    failed: 1,
    unknown: 0,
  }));

test('a month has a bar a day', () => {
  const bars = barsOf(days(30));
  expect(bars).toHaveLength(30);
  expect(bars[29]).toEqual({ date: '2026-01-30', until: '2026-01-30', succeeded: 2, failed: 1, unknown: 0 });
});

test.each([121, 365, 3700])('of %i days none is lost when they share bars', (count) => {
  const bars = barsOf(days(count));
  expect(bars.length).toBeLessThanOrEqual(120);
  expect(bars.reduce((total, bar) => total + bar.succeeded, 0)).toBe(2 * count);
  expect(bars.at(-1)!.until).toBe(days(count).at(-1)!.date);
});

test('no days have no bars', () => {
  expect(barsOf([])).toEqual([]);
});
