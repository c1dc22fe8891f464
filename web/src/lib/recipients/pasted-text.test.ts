import { expect, test } from 'vitest';
import { hasAddresses, rowsOf } from './pasted-text.ts';

test.each([
  ['a@example.com\nb@example.com', 'a@example.com\nb@example.com'],
  ['email\tname\na@example.com\tAnna', 'email\tname\na@example.com\tAnna'],
  [
    'a@example.com, b@example.com;c@example.com d@example.com',
    '"a@example.com"\n"b@example.com"\n"c@example.com"\n"d@example.com"',
  ],
  [
    'Anna <a@example.com>, "Doe, Jane" <b@example.com>; c@example.com',
    '"Anna <a@example.com>"\n"""Doe, Jane"" <b@example.com>"\n"c@example.com"',
  ],
])('%j is imported as %j', (text, rows) => {
  expect(rowsOf(text)).toBe(rows);
});

test.each([
  ['a@example.com', true],
  ['hello', false],
  ['@mention', false],
])('whether %j has addresses: %s', (text, expected) => {
  expect(hasAddresses(text)).toBe(expected);
});
