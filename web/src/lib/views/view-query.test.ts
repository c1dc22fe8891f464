import { expect, test } from 'vitest';
import { viewQuery } from './view-query.ts';

test.each([
  ['?status=ACTIVE&sort=-email', 'sort=-email&status=ACTIVE'],
  ['?sort=-email&after=abc&page=3&status=ACTIVE&new=1', 'sort=-email&status=ACTIVE'],
  ['?q=&after=abc', ''],
  ['?q=a%26b+c', 'q=a%26b+c'],
  ['', ''],
])('%s is the view %s', (search, query) => {
  expect(viewQuery(search)).toBe(query);
});

test('a page may filter by a name that elsewhere opens something', () => {
  expect(viewQuery('?id=3&after=x', ['id'])).toBe('id=3');
});
