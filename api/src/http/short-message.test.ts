import { expect, test } from 'vitest';
import { shortMessage } from './short-message.ts';

test('suggestions are cut off', () => {
  expect(shortMessage('Cannot query field "nam". Did you mean "name" or "names"?')).toBe(
    'Cannot query field "nam".',
  );
});

test('what a client sent is repeated in part only, whatever it looks like', () => {
  expect(shortMessage(`Variable "$e" got invalid value "${'Did you mean '.repeat(20_000)}"`)).toBe(
    'Variable "$e" got invalid value "',
  );
  expect(shortMessage('🐈'.repeat(100_000)).length).toBeLessThanOrEqual(300);
});
