import { expect, test } from 'vitest';
import { addressesIn, portionsOf } from './addresses.ts';

test('finds the address in every line of a text or CSV file', () => {
  const text =
    '\uFEFFEmail;Name\r\na@example.com;Anna\r"b@example.com",Boris\n\nClara <c@example.com>\tX\nnobody\n d@example.com ';
  expect(addressesIn(text)).toEqual(['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com']);
});

test('sends as many at once as the API takes', () => {
  const addresses = Array.from({ length: 2001 }, (_, index) => `p${index}@example.com`);
  expect(portionsOf(addresses).map(({ length }) => length)).toEqual([1000, 1000, 1]);
  expect(portionsOf(addresses).flat()).toEqual(addresses);
});
