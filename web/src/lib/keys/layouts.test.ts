import { expect, test } from 'vitest';
import { latinOf, onBothLayouts } from './layouts.ts';

test('a key has its Latin letter on both layouts', () => {
  expect(['k', 'K', 'л', 'Л', 's', 'ы'].map(latinOf)).toEqual(['k', 'k', 'k', 'k', 's', 's']);
  expect(['Enter', '/', 'ж', 'ё'].map(latinOf)).toEqual(['enter', '/', 'ж', 'ё']);
});

test('a binding of letters is one of both layouts, another stays as it is', () => {
  expect(onBothLayouts('g h')).toBe('(g|п) (h|р)');
  expect(onBothLayouts('n')).toBe('(n|т)');
  expect(['/', '.', '[Shift]+?'].map(onBothLayouts)).toEqual(['/', '.', '[Shift]+?']);
});
