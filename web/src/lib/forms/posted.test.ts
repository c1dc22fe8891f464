import { CombinedError } from '@urql/core';
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { fieldOf, formOf, isLinkDead, refused } from './posted.ts';

function refusal(extensions: object, message = 'No.') {
  return new CombinedError({
    graphQLErrors: [new GraphQLError(message, { extensions: { ...extensions } })],
  });
}

const problem = (path: string[], message: string) => ({ code: 'X', path, message, severity: 'ERROR' });

test('reads texts only', () => {
  const form = new FormData();
  form.set('email', 'anna@example.com');
  form.set('file', new Blob(['x']));
  expect(['email', 'file', 'missing'].map((name) => fieldOf(form, name))).toEqual([
    'anna@example.com',
    '',
    '',
  ]);
});

test('what is wrong stands beside its field, and what was typed stays', () => {
  const problems = [problem(['input', 'email'], 'No @ in it.'), problem([], 'Registration is closed.')];
  const { status, data } = refused(refusal({ code: 'INVALID', problems }), { email: 'anna' });
  expect(status).toBe(400);
  expect(data).toEqual({
    typed: { email: 'anna' },
    errors: { email: 'No @ in it.' },
    sentence: 'Registration is closed.',
  });
});

test.each([
  ['RATE_LIMITED', 429],
  ['UNAVAILABLE', 503],
  ['CONFLICT', 400],
])('%s is said in one sentence, with the status %i', (code, expected) => {
  const { status, data } = refused(refusal({ code }, 'Not now.'), {});
  expect({ status, ...data }).toEqual({ status: expected, typed: {}, errors: {}, sentence: 'Not now.' });
});

test('a link that was refused is told from a password that was', () => {
  expect(isLinkDead(refusal({ code: 'INVALID', reason: 'RESET_LINK_REFUSED' }))).toBe(true);
  expect(isLinkDead(refusal({ code: 'INVALID', problems: [problem(['newPassword'], 'Too short.')] }))).toBe(
    false,
  );
});

test.each([
  ['multipart/form-data', 'nonsense'],
  ['multipart/form-data; boundary=x', 'nonsense'],
  ['text/plain', 'email=a'],
  ['application/json', '{}'],
])('a body of %s that is no form is refused with 400', async (type, body) => {
  const request = new Request('http://localhost/login', {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  await expect(formOf(request)).rejects.toMatchObject({ status: 400 });
});

test('a form is read', async () => {
  const body = new URLSearchParams({ email: 'olga@example.com' });
  const form = await formOf(new Request('http://localhost/login', { method: 'POST', body }));
  expect(fieldOf(form, 'email')).toBe('olga@example.com');
});
