import { afterEach, expect, test } from 'vitest';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { groupName } from './group-name.ts';

afterEach(() => overwriteGetLocale(() => baseLocale));

test('only the names that Postline itself gives are translated', () => {
  const names = ['Users', 'Managers', 'users', 'Auditors'];
  expect(names.map((name) => groupName({ name }))).toEqual(names);
  overwriteGetLocale(() => 'ru');
  expect(names.map((name) => groupName({ name }))).toEqual([
    'Пользователи',
    'Менеджеры',
    'users',
    'Auditors',
  ]);
});
