import { expect, test } from 'vitest';
import { withPoint, type RatePoint } from './rate.ts';

test('a run of any length stays within the points of a chart, from its beginning to now', () => {
  let points: readonly RatePoint[] = [];
  for (let at = 0; at <= 24 * 3_600_000; at += 500) points = withPoint(points, { at, rate: at % 7 });
  expect(points.length).toBeLessThanOrEqual(120);
  expect(points.length).toBeGreaterThan(50);
  expect(points.at(-1)!.at).toBeGreaterThan(23 * 3_600_000);
  expect(points.every((point, index) => index === 0 || point.at > points[index - 1]!.at)).toBe(true);
});

test('what is pushed several times a second counts once a second', () => {
  const points = [0, 250, 500, 1000, 1999, 2000].reduce<readonly RatePoint[]>(
    (all, at) => withPoint(all, { at, rate: 1 }),
    [],
  );
  expect(points.map(({ at }) => at)).toEqual([0, 1000, 2000]);
});
