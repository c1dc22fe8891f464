import { expect, test } from 'vitest';
import { passwordRules } from './password-rules.ts';

const met = (password: string, email?: string) => passwordRules(password, email).map(({ isMet }) => isMet);

test('a rule is ticked once what is typed follows it', () => {
  expect(met('', 'anna@example.com')).toEqual([false, false, false]);
  expect(met('violet', 'anna@example.com')).toEqual([false, true, false]);
  expect(met('violet-harbour', 'anna@example.com')).toEqual([true, true, false]);
});

test('the address itself is no password, in whatever letters', () => {
  expect(met('ANNA@example.com', 'anna@example.com ')).toEqual([true, false, false]);
  expect(met('anna@example.com')).toEqual([true, false, false]);
});
