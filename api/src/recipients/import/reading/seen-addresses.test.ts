import { expect, test } from 'vitest';
import { addressKey, SeenAddresses } from './seen-addresses.ts';

test('each address is new once, however many there are', () => {
  const seen = new SeenAddresses();
  const addresses = Array.from({ length: 100_000 }, (_, index) => `person${index}@example.com`);
  expect(addresses.filter((address) => seen.add(address))).toEqual([]);
  expect(addresses.filter((address) => !seen.add(address.toUpperCase()))).toEqual([]);
});

test.each([
  ['a@EXAMPLE.com', 'A@example.com'],
  ['m@münchen.example', 'm@xn--mnchen-3ya.example'],
  ['m@mu\u0308nchen.example', 'm@MÜNCHEN.example.'],
  ['"a.b"@example.com', 'a.b@example.com'],
  ['ΟΔΟΣ@example.com', 'οδοσ@example.com'],
])('%s and %s are one mailbox', (one, other) => {
  expect(addressKey(one)).toBe(addressKey(other));
});

test('what is in quotes for a reason keeps them', () => {
  expect(addressKey('"a@b"@example.com')).toBe('"a@b"@example.com');
});
