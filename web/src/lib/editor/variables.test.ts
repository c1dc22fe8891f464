import { expect, test } from 'vitest';
import { variablesWith } from './variables.ts';

test('attributes stand as they can be written in Liquid, and such that cannot are left out', () => {
  const codes = variablesWith(['company', 'Город', 'two words', 'x"y']).map(({ code }) => code);
  expect(codes.filter((code) => code.includes('attributes'))).toEqual([
    '{{ recipient.attributes.company }}',
    '{{ recipient.attributes["Город"] }}',
    '{{ recipient.attributes["two words"] }}',
  ]);
});
