import { expect, test } from 'vitest';
import { greet } from './greet.ts';

const noonInMoscow = new Date('2026-11-20T09:00:00Z');

test('greets by the clock of the viewer', () => {
  expect(greet({ fullName: 'Anna Kim', timeZone: 'Europe/Moscow' }, noonInMoscow)).toBe(
    'Good afternoon, Anna',
  );
  expect(greet({ fullName: 'Anna Kim', timeZone: 'America/New_York' }, noonInMoscow)).toBe('Hello, Anna');
});
