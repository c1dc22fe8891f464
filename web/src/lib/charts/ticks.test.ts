import { scaleLinear } from 'd3-scale';
import { expect, test } from 'vitest';
import { ticksTo } from './ticks.ts';

test('are round, begin at nothing and reach the largest number', () => {
  expect(ticksTo(1)).toEqual([0, 1]);
  expect(ticksTo(7)).toEqual([0, 2, 4, 6, 8]);
  expect(ticksTo(4165)).toEqual([0, 2000, 4000, 6000]);
});

test('are those of d3', () => {
  for (let most = 1; most < 3000; most++) {
    const scale = scaleLinear().domain([0, most]).nice(3);
    expect(ticksTo(most)).toEqual(scale.ticks(3).filter(Number.isInteger));
    expect(ticksTo(most).at(-1)).toBe(scale.domain()[1]);
  }
});
