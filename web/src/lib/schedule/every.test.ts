import { expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { everyText } from './every.ts';

test('one of a unit needs no number', () => {
  expect(everyText({ every: 1, unit: 'HOUR' })).toBe('every hour');
  expect(everyText({ every: 2, unit: 'WEEK' })).toBe('every 2 weeks');
});

test('nor does it in Russian, where 21 takes the same form', () => {
  const of = (count: number) => m.every_hours({ count }, { locale: 'ru' });
  expect([1, 2, 5, 21].map(of)).toEqual(['каждый час', 'каждые 2 часа', 'каждые 5 часов', 'каждый 21 час']);
});
