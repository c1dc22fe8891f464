import { expect, test } from 'vitest';
import { alienLetter } from './alien-letter.ts';
import { parseCell } from './read-address.ts';

const [a, b] = ['anna@example.com', 'boris@example.com'];

test.each([
  [`${a}\n${b}`, '', b],
  [`${a} ${b}`, '', b],
  [`${a} / ${b}`, '', b],
  [`${a}/${b}`, '', b],
  [`${a} | ${b}`, '', b],
  [`${a} и ${b}`, '', b],
  [`${a},${b};`, '', `${b};`],
  [`${a}, Boris <${b}>`, '', `Boris <${b}>`],
  [`Lee, Ann <${a}>; Ray, Bob <${b}>`, 'Lee, Ann', `Ray, Bob <${b}>`],
  [`Ann\n<${a}>`, 'Ann', ''],
  [`Ann Lee (${a})`, 'Ann Lee', ''],
  [`'${a}' <${a}>`, '', ''],
  [`(${a})`, '', ''],
  [`${a},`, '', ''],
  [`; ${a} ;;`, '', ''],
  [`<${a}>;`, '', ''],
  [`${a}>`, '', ''],
  [`mailto:${a}?subject=Hello`, '', ''],
  [`mailto://${a}`, '', ''],
  [`E-mail: ${a}`, '', ''],
  [`1. ${a}`, '', ''],
  ['anna＠example.com', '', ''],
  ['ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ', '', ''],
])('%j is Anna', (cell, name, others) => {
  expect(parseCell(cell)).toEqual({ ok: true, address: a, name, others });
});

// The part that looks like an address may be somebody else's.
test.each([
  'anna smith@example.com',
  'anna@example.co .uk',
  'anna@example.co, uk',
  'anna @example.com',
  'anna@example.com;b',
  'http://anna@example.com',
])('%j is nobody', (cell) => {
  expect(parseCell(cell).ok).toBe(false);
});

test.each([
  ['аnna@example.com', { letter: 'а', place: 1 }],
  ['anna@exаmple.com', { letter: 'а', place: 8 }],
  ['anna@example.сom', { letter: 'с', place: 14 }],
  ['иvан@почта.рф', { letter: 'v', place: 2 }],
])('%s has a letter of another alphabet', (address, alien) => {
  expect(alienLetter(address)).toEqual(alien);
});

test.each([
  'анна@example.com',
  'анна.smith@почта.рф',
  'müller@münchen.example',
  'ivan2@пример.com',
  '邮箱ab@例子.cn',
])('%s has none', (address) => {
  expect(alienLetter(address)).toBeNull();
});
