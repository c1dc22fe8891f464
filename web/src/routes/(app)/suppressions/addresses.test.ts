import { expect, test } from 'vitest';
import { addressesIn, portionsOf } from './addresses.ts';

test('finds the address in every line of a text or CSV file, and the lines without one', () => {
  const text =
    '\uFEFFEmail;Name\r\na@example.com;Anna\r"b@example.com",Boris\n\nClara <c@example.com>\tX\nnobody;x\n d@example.com ';
  expect(addressesIn(text)).toEqual({
    addresses: ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'],
    rejected: [{ line: 6, text: 'nobody;x' }],
  });
});

test('a word alone on the first line is a title only if it is known as one', () => {
  expect(addressesIn('Адрес\na@example.com')).toEqual({ addresses: ['a@example.com'], rejected: [] });
  expect(addressesIn('anna(at)example.com\na@example.com')).toEqual({
    addresses: ['a@example.com'],
    rejected: [{ line: 1, text: 'anna(at)example.com' }],
  });
  expect(addressesIn(' \n,;\n')).toEqual({ addresses: [], rejected: [] });
});

test('sends as many at once as the API takes', () => {
  const addresses = Array.from({ length: 2001 }, (_, index) => `p${index}@example.com`);
  expect(portionsOf(addresses).map(({ length }) => length)).toEqual([1000, 1000, 1]);
  expect(portionsOf(addresses).flat()).toEqual(addresses);
});
