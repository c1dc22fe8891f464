import { expect, test } from 'vitest';
import { en } from './en.ts';
import { plural } from './plural.ts';
import { ru } from './ru.ts';
import { localeOf, textOf, type TextKey } from './text.ts';

const placeholders = (text: string) => [...new Set(text.match(/\{\w+/g))].toSorted();
const keys = Object.keys(en) as TextKey[];

test('both catalogues have the same keys in the same order', () => {
  expect(Object.keys(ru)).toEqual(keys);
});

test.each(keys)('%s has the same placeholders in both', (key) => {
  expect(placeholders(ru[key])).toEqual(placeholders(en[key]));
  expect(ru[key].trim()).not.toBe('');
  expect(en[key].trim()).not.toBe('');
});

const numbers = 'count|most|least|bound|cost|limit|rows|groups|intervals|posts|rate|connections';
const beforeWord = new RegExp(`\\{(${numbers})\\} (?!MB|МБ|and|more|до)[a-zа-яё]`, 'i');
// The words of these are prescribed, to the letter.
const given = new Set(['CLI_SENDING', 'CLI_GROUP_READY']);

test('a word after a number has a form for each number', () => {
  const fixed = keys.filter((key) => beforeWord.test(en[key]) || beforeWord.test(ru[key]));
  expect(fixed.filter((key) => !given.has(key))).toEqual([]);
});

test('English texts list two forms, Russian ones three', () => {
  const wrong = (text: string, most: number) =>
    [...text.matchAll(/\{\w+\|([^}]*)\}/g)].some(
      ([, forms]) => forms!.split('|').filter(Boolean).length !== most,
    );
  expect(keys.filter((key) => wrong(en[key], 2) || wrong(ru[key], 3))).toEqual([]);
});

test.each([
  [0, '0 mailings', '0 рассылках'],
  [1, '1 mailing', '1 рассылке'],
  [2, '2 mailings', '2 рассылках'],
  [5, '5 mailings', '5 рассылках'],
  [11, '11 mailings', '11 рассылках'],
  [21, '21 mailings', '21 рассылке'],
  [22, '22 mailings', '22 рассылках'],
])('%i in a text', (count, english, russian) => {
  expect(textOf('EN', 'INTERVAL_IN_USE', { count })).toBe(`The interval is used by ${english}.`);
  expect(textOf('RU', 'INTERVAL_IN_USE', { count })).toBe(`Интервал используется в ${russian}.`);
});

test.each([
  [0, 'mailings', 'рассылок'],
  [1, 'mailing', 'рассылка'],
  [2, 'mailings', 'рассылки'],
  [5, 'mailings', 'рассылок'],
  [11, 'mailings', 'рассылок'],
  [21, 'mailings', 'рассылка'],
  [22, 'mailings', 'рассылки'],
  [112, 'mailings', 'рассылок'],
  [1.5, 'mailings', 'рассылки'],
])('%d goes with %s and %s', (count, english, russian) => {
  expect(plural('EN', count, ['mailing', 'mailings'])).toBe(english);
  expect(plural('RU', count, ['рассылка', 'рассылки', 'рассылок'])).toBe(russian);
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
