import { expect, test } from 'vitest';
import { Selection } from './selection.svelte.ts';

test('ticks a page, keeps other pages, and unticks it', () => {
  const selection = new Selection();
  selection.toggleAll(['1', '2']);
  selection.toggle('9');
  expect(selection.hasAll(['1', '2'])).toBe(true);
  expect(selection.size).toBe(3);
  selection.toggleAll(['1', '2']);
  expect([...selection.ids]).toEqual(['9']);
});

test('a page with some ticks is neither all nor none', () => {
  const selection = new Selection();
  selection.toggle('1');
  expect([selection.hasAll(['1', '2']), selection.hasSome(['1', '2'])]).toEqual([false, true]);
  expect(selection.hasAll([])).toBe(false);
});

test('everything that matches ends with the first untick', () => {
  const selection = new Selection();
  selection.toggleAll(['1', '2']);
  selection.selectEverything();
  expect(selection.has('77')).toBe(true);
  selection.toggle('1');
  expect([selection.has('77'), selection.has('1'), selection.has('2')]).toEqual([false, false, true]);
});
