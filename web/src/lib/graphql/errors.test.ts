// @vitest-environment jsdom
import { CombinedError } from '@urql/core';
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { codeOf, loginPath, problemsOf, reasonOf, refuse, sentenceOf } from './errors.ts';

const url = { pathname: '/mailings/7/', search: '?tab=attempts' };

function refusal(code: string, message = 'No.', more: object = {}) {
  return new CombinedError({ graphQLErrors: [new GraphQLError(message, { extensions: { code, ...more } })] });
}

function thrown(failure: CombinedError): unknown {
  try {
    return refuse(failure, url);
  } catch (problem) {
    return problem;
  }
}

test('a lost session leads to the log-in page and back', () => {
  expect(thrown(refusal('UNAUTHENTICATED'))).toMatchObject({ status: 303, location: loginPath(url) });
  expect(loginPath(url)).toBe('/login?next=%2Fmailings%2F7%2F%3Ftab%3Dattempts');
});

test.each([
  ['INVALID', 400],
  ['BAD_USER_INPUT', 400],
  ['NOT_FOUND', 404],
  ['FORBIDDEN', 403],
  ['RATE_LIMITED', 429],
  ['UNAVAILABLE', 503],
  ['INTERNAL_SERVER_ERROR', 500],
])('%s is a %i', (code, status) => {
  expect(thrown(refusal(code))).toMatchObject({ status });
});

test('an API that cannot be reached is a 503', () => {
  const failure = new CombinedError({ networkError: new Error('refused') });
  expect(codeOf(failure)).toBe('NETWORK');
  expect(thrown(failure)).toMatchObject({ status: 503 });
});

test("shows the API's own words, but not those of a bug", () => {
  expect(sentenceOf(refusal('CONFLICT', 'It is being sent already.'))).toBe('It is being sent already.');
  expect(sentenceOf(refusal('INTERNAL_SERVER_ERROR', 'relation does not exist'))).not.toContain('relation');
  expect(sentenceOf(refusal('UNAUTHENTICATED', 'Log in first.'))).toContain('Log in again');
});

test('takes the problems out of an INVALID refusal', () => {
  const problem = { code: 'X', message: 'Taken.', path: ['name'], severity: 'ERROR' };
  expect(problemsOf(refusal('INVALID', 'No.', { problems: [problem] }))).toEqual([problem]);
  expect(problemsOf(refusal('CONFLICT'))).toEqual([]);
});

test('too many tries say when the next one is welcome', () => {
  const retryAt = new Date(Date.now() + 13.5 * 60_000).toISOString();
  expect(sentenceOf(refusal('RATE_LIMITED', 'Too many.', { retryAt }))).toBe(
    'Too many attempts. Try again in 14 minutes.',
  );
  expect(sentenceOf(refusal('RATE_LIMITED', 'Too many.'))).toBe('Too many.');
});

test('tells apart the refusals of one code', () => {
  expect(reasonOf(refusal('INVALID', 'No.', { reason: 'CONFIRM_LINK_REFUSED' }))).toBe(
    'CONFIRM_LINK_REFUSED',
  );
  expect(reasonOf(refusal('INVALID'))).toBeUndefined();
});
