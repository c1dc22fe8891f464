import { expect, test } from 'vitest';
import { matches } from './matches.ts';

test('finds by parts of words in any order, in both languages', () => {
  expect(matches('New mailing', 'mail new')).toBe(true);
  expect(matches('Новая рассылка', 'расс')).toBe(true);
  expect(matches('Тёмная тема', 'темн')).toBe(true);
  expect(matches('Lists', 'mail')).toBe(false);
  expect(matches('Lists', '')).toBe(true);
});
