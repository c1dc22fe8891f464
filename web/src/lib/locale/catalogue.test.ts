import { expect, test } from 'vitest';
import * as compiled from '#lib/paraglide/messages.js';
import { m } from '#lib/paraglide/messages.js';
import en from '../../../messages/en.json' with { type: 'json' };
import ru from '../../../messages/ru.json' with { type: 'json' };

type Message = string | readonly { match: Record<string, string> }[];
type Catalogue = Record<string, Message>;
const keys = Object.keys(en).filter((key) => key !== '$schema');

/** A message's text, or its texts by plural form. */
function textsOf(catalogue: Catalogue, key: string): string[] {
  const message = catalogue[key] ?? '';
  return typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));
}

/** The inputs in braces of a message; `n` is its own count. */
function inputsOf(catalogue: Catalogue, key: string): string[] {
  const found = textsOf(catalogue, key).flatMap((text) =>
    [...text.matchAll(/(?<!\\)\{(\w+)\}/g)].map(([, name]) => name ?? ''),
  );
  const isPlural = typeof catalogue[key] !== 'string';
  return [...new Set(found)].filter((name) => !isPlural || name !== 'n').toSorted();
}

test('both languages have the same messages', () => {
  expect(Object.keys(ru).toSorted()).toEqual(Object.keys(en).toSorted());
});

test('every message is compiled', () => {
  // Without the plugin it compiles nothing and reports success.
  expect(keys.length).toBeGreaterThan(400);
  expect(keys.filter((key) => !(key in m) || !(key in compiled))).toEqual([]);
});

test('every message says something in both languages', () => {
  const empty = keys.filter((key) =>
    [...textsOf(en, key), ...textsOf(ru, key)].some((text) => text.trim() === ''),
  );
  expect(empty).toEqual([]);
});

test('every message takes the same inputs in both languages', () => {
  const different = keys.filter((key) => inputsOf(en, key).join() !== inputsOf(ru, key).join());
  expect(different).toEqual([]);
});

test('Russian counts in its three forms', () => {
  const of = (count: number) => m.people({ count }, { locale: 'ru' }).replaceAll('\u00A0', ' ');
  expect([1, 2, 5, 11, 21, 22, 25, 1_240_318].map(of)).toEqual([
    '1 получатель',
    '2 получателя',
    '5 получателей',
    '11 получателей',
    '21 получатель',
    '22 получателя',
    '25 получателей',
    '1 240 318 получателей',
  ]);
});

test('English counts in its two', () => {
  expect([0, 1, 2].map((count) => m.people({ count }, { locale: 'en' }))).toEqual([
    '0 recipients',
    '1 recipient',
    '2 recipients',
  ]);
});

test('the statuses are named as the product names them', () => {
  const names = [
    m.mailing_created,
    m.mailing_running,
    m.mailing_completed,
    m.attempt_success,
    m.attempt_failure,
    m.attempt_unknown,
  ];
  expect(names.map((name) => name({}, { locale: 'ru' }))).toEqual([
    'Создана',
    'Запущена',
    'Завершена',
    'Успешно',
    'Неудачно',
    'Неизвестно',
  ]);
});
