import { expect, test } from 'vitest';
import { en } from './en.ts';
import { ru } from './ru.ts';
import { localeOf, textOf, type TextKey } from './text.ts';

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted();
const keys = Object.keys(en) as TextKey[];

test('both catalogues have the same keys in the same order', () => {
  expect(Object.keys(ru)).toEqual(keys);
});

test.each(keys)('%s has the same placeholders in both', (key) => {
  expect(placeholders(ru[key])).toEqual(placeholders(en[key]));
  expect(ru[key].trim()).not.toBe('');
  expect(en[key].trim()).not.toBe('');
});

// In Russian a noun changes with the number before it. Bounds never end in 1, and the first line of send_mailing is given.
const agreed = ['CLI_SENDING', 'TOO_LONG'];

test('no noun has to agree with a number: it stands before it, or there is none', () => {
  const wrong = keys.filter((key) => /\{(count|rows|groups|intervals|bound|rate)\} [а-яё]/i.test(ru[key]));
  expect(wrong).toEqual(agreed);
});

test('placeholders are replaced, each as it is, and unknown ones stay', () => {
  expect(textOf('EN', 'OUT_OF_RANGE', { least: 1, most: 100 })).toBe('Between 1 and 100.');
  expect(textOf('RU', 'CLI_SENT', { email: '$& {reply}' })).toBe('  ✓ Отправлено: $& {reply}');
  expect(textOf('EN', 'CLI_FAILED', { email: 'a@example.com' })).toBe('  ✗ Error for a@example.com: {reply}');
});

test.each([
  [undefined, 'EN'],
  ['', 'EN'],
  ['ru', 'RU'],
  ['ru-RU,ru;q=0.9,en;q=0.8', 'RU'],
  ['en-GB,ru;q=0.5', 'EN'],
  ['de, fr;q=0.9, RU;q=0.8, en;q=0.7', 'RU'],
  ['rumantsch', 'RU'],
  ['*', 'EN'],
])('a browser that wants %s gets %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale);
});
