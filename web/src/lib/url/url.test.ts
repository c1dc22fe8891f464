import { expect, test } from 'vitest';
import { nextPath } from './next-path.ts';
import { pageNumberOf, pagingOf } from './paging.ts';
import { countOf, oneOf, textOf } from './read-params.ts';
import { sortingOf, sortParam } from './sorting.ts';
import { withParams } from './with-params.ts';

const params = (search: string) => new URLSearchParams(search);

test('a changed filter starts at the first page and keeps the others', () => {
  const url = { pathname: '/recipients/', search: '?q=anna&after=abc&page=3' };
  expect(withParams(url, { status: 'ACTIVE' })).toBe('/recipients/?q=anna&status=ACTIVE');
  expect(withParams(url, { q: '' })).toBe('/recipients/');
  expect(withParams(url, { after: 'def', page: 4 })).toBe('/recipients/?q=anna&after=def&page=4');
});

test('asks for the page after a cursor, or before it', () => {
  expect(pagingOf(params(''))).toEqual({ first: 50, after: null, last: null, before: null });
  expect(pagingOf(params('after=a'), 20)).toEqual({ first: 20, after: 'a', last: null, before: null });
  expect(pagingOf(params('before=b'))).toEqual({ first: null, after: null, last: 50, before: 'b' });
  expect(pageNumberOf(params('page=-2'))).toBe(1);
});

test('takes from an address only what it knows', () => {
  expect(oneOf(params('status=SENT'), 'status', ['SENT', 'FAILED'])).toBe('SENT');
  expect(oneOf(params('status=<script>'), 'status', ['SENT', 'FAILED'])).toBeNull();
  expect(textOf(params('q=%20%20'), 'q')).toBeNull();
  expect(countOf(params('code=550'), 'code')).toBe(550);
  expect(countOf(params('code=5.5'), 'code')).toBeNull();
});

test('a second click on a column turns it around', () => {
  const fields = ['CREATED_AT', 'NAME'] as const;
  const byName = sortingOf(params('sort=name'), fields, { field: 'CREATED_AT', direction: 'DESC' });
  expect(byName).toEqual({ field: 'NAME', direction: 'ASC' });
  expect(sortParam('NAME', byName)).toBe('-name');
  expect(sortingOf(params('sort=-name'), fields, byName)).toEqual({ field: 'NAME', direction: 'DESC' });
  expect(sortingOf(params('sort=password'), fields, byName)).toBe(byName);
});

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\u2028',
  'https://evil.example',
  'javascript:alert(1)',
  '',
])('never goes on to %s after log-in', (next) => {
  expect(nextPath(new URLSearchParams({ next }))).toBe('/');
});

test('goes on to a page of this site after log-in', () => {
  expect(nextPath(params('next=%2Fmailings%2F7%2F%3Ftab%3Dattempts'))).toBe('/mailings/7/?tab=attempts');
});
