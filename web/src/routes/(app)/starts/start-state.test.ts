import { expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { armedState } from './start-state.ts';

test('a start is overdue when no worker has found it for a minute', () => {
  const now = Date.parse('2026-11-29T12:00:00Z');
  expect(armedState('2026-11-29T11:59:30Z', now).tone).toBe('accent');
  expect(armedState('2026-11-29T11:58:00Z', now).tone).toBe('warn');
});

test('missed starts are counted in Russian too', () => {
  const of = (count: number) => m.start_missed({ count }, { locale: 'ru' });
  expect([1, 3, 25].map(of)).toEqual([
    'Заменяет 1 пропущенный запуск',
    'Заменяет 3 пропущенных запуска',
    'Заменяет 25 пропущенных запусков',
  ]);
});
