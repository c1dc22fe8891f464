// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { noteRecent, recentThings } from './recent.ts';

const anna = { id: '1' };
const open = (path: string, title: string) =>
  noteRecent(anna, new URL(path, 'http://localhost'), `${title} · Postline`);

beforeEach(() => localStorage.clear());

test('things come back, the last one first, each once', () => {
  open('/mailings/1/', 'News');
  open('/messages/2/', 'Hello');
  open('/mailings/1/?tab=attempts', 'News of May');
  expect(recentThings(anna)).toEqual([
    { href: '/mailings/1/', label: 'News of May' },
    { href: '/messages/2/', label: 'Hello' },
  ]);
  expect(recentThings({ id: '2' })).toEqual([]);
});

test('lists are no things, and six are enough', () => {
  open('/mailings/', 'Mailings');
  for (let id = 1; id < 9; id++) open(`/recipients/${id}/`, `Person ${id}`);
  expect(recentThings(anna).map(({ label }) => label)).toEqual(
    [8, 7, 6, 5, 4, 3].map((id) => `Person ${id}`),
  );
});

test('what somebody else wrote there is not shown', () => {
  localStorage.setItem('recent:1', '[{"href":"https://example.com/","label":"Elsewhere"},{"href":1},null]');
  expect(recentThings(anna)).toEqual([]);
  localStorage.setItem('recent:1', 'nonsense');
  expect(recentThings(anna)).toEqual([]);
});
