import { expect, test } from 'vitest';
import { attributesOf, rowsOf } from './attributes.ts';

const before = { company: 'Acme', seats: 12, isPartner: true, address: { city: 'Lisbon' } };

test('attributes go through two text fields unharmed', () => {
  expect(attributesOf(rowsOf(before), before)).toEqual(before);
});

test('what was typed is a text, what has no name is left out', () => {
  const rows = rowsOf(before).map((row) => ({
    name: row.name,
    value: row.name === 'seats' ? '13' : row.value,
  }));
  expect(
    attributesOf([...rows, { name: '', value: 'lost' }, { name: ' plan ', value: 'pro' }], before),
  ).toEqual({
    ...before,
    seats: '13',
    plan: 'pro',
  });
});

test('a text that looks like a number stays a text', () => {
  expect(attributesOf(rowsOf({ zip: '01067' }), { zip: '01067' })).toEqual({ zip: '01067' });
});
