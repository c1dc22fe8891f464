import { expect, test } from 'vitest';
import { isCutOff } from './is-cut-off.ts';

test('knows a module that did not arrive, in the words of each browser', () => {
  const words = [
    'Failed to fetch dynamically imported module: http://localhost/nodes/10.js',
    'error loading dynamically imported module: http://localhost/nodes/10.js',
    'Importing a module script failed.',
  ];
  expect(words.map((text) => isCutOff(new TypeError(text)))).toEqual([true, true, true]);
});

test('a fault of our own is none of it', () => {
  expect(isCutOff(new TypeError("Cannot read properties of undefined (reading 'id')"))).toBe(false);
  expect(isCutOff('Failed to fetch dynamically imported module')).toBe(false);
});
