import { expect, test } from 'vitest';
import { intervalName } from './interval-name.ts';

test.each([
  ['Каждый день', 1, 'Every day'],
  ['Раз в 3 дня', 3, 'Every 3 days'],
  ['Daily', 1, 'Every day'],
  ['Every 2 days', 2, 'Every 2 days'],
  ['Payday', 14, 'Payday'],
])('%s of %i days is shown as %s', (name, every, shown) => {
  expect(intervalName({ name, every, unit: 'DAY' })).toBe(shown);
});
