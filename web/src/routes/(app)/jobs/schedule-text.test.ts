import { expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { scheduleText } from './schedule-text.ts';

test('schedules are told in words', () => {
  expect(scheduleText('30 seconds')).toBe('every 30 seconds');
  expect(scheduleText('10 minutes')).toBe('every 10 minutes');
  expect(scheduleText('7 3 * * *')).toBe('daily at 03:07 UTC');
  expect(scheduleText('*/5 * * * 1')).toBe('*/5 * * * 1');
});

test('and in Russian by number', () => {
  const of = (count: number) => m.every_seconds({ count }, { locale: 'ru' });
  expect([1, 3, 30].map(of)).toEqual(['каждую секунду', 'каждые 3 секунды', 'каждые 30 секунд']);
});
