import { expect, test } from 'vitest';
import type { DomainError } from '../../errors/domain-error.ts';
import { assertPassword } from './password-rules.ts';

const problemOf = async (password: string, email = 'olga.petrova@example.com') => {
  const refused = await assertPassword(password, email, 'newPassword').then(
    () => null,
    (error: unknown) => error as DomainError,
  );
  expect(refused?.details.faults?.[0]?.path ?? ['newPassword']).toEqual(['newPassword']);
  return refused?.details.faults?.[0]?.code ?? null;
};

test.each([
  ['short', 'PASSWORD_TOO_SHORT'],
  ['🐎🐎🐎🐎🐎🐎🐎🐎🐎', 'PASSWORD_TOO_SHORT'],
  ['x'.repeat(257), 'PASSWORD_TOO_LONG'],
  ['olga.petrova@example.com', 'PASSWORD_IS_EMAIL'],
  ['Olga.Petrova@Example.com', 'PASSWORD_IS_EMAIL'],
  ['OLGA.petrova', 'PASSWORD_IS_EMAIL'],
  [' olga.petrova ', 'PASSWORD_IS_EMAIL'],
  ['password123', 'PASSWORD_COMMON'],
  ['Password123', 'PASSWORD_COMMON'],
  ['qwertyuiop', 'PASSWORD_COMMON'],
  ['1q2w3e4r5t', 'PASSWORD_COMMON'],
  ['1111111111', 'PASSWORD_COMMON'],
  ['0123456789', 'PASSWORD_COMMON'],
  ['aaaaaaaaaaaaaaaaaaaa', 'PASSWORD_COMMON'],
  ['x'.repeat(256), 'PASSWORD_COMMON'],
])('%j is refused as %s', async (password, problem) => {
  expect(await problemOf(password)).toBe(problem);
});

test.each([
  'correct horse',
  'a long enough password',
  'пароль из слов',
  'S3cure-pass-phrase',
  'olga.petrova and more',
  '🐎🐝🐌🐛🦋🐞🐜🐢🐍🐙',
  'tR8$'.repeat(64),
])('%j is taken', async (password) => {
  expect(await problemOf(password)).toBeNull();
});
