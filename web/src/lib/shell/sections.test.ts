import { expect, test } from 'vitest';
import { isCurrent, manage } from './sections.ts';
import type { Viewer } from './viewer.ts';

const hrefs = (viewer: Viewer | null, readsMails = false) =>
  manage(viewer, readsMails).map(({ href }) => href);

function viewerWith(permissions: string[], isSuperuser = false): Viewer {
  const codenames = permissions.map((codename) => ({ codename }));
  const person = {
    id: '1',
    email: 'anna@example.com',
    fullName: 'Anna',
    locale: 'EN',
    timeZone: 'UTC',
  } as const;
  return { ...person, isSuperuser, groups: [], permissions: codenames };
}

test('everybody is offered only what they may manage', () => {
  expect(hrefs(viewerWith([]))).toEqual([
    '/senders/',
    '/suppressions/',
    '/starts/',
    '/intervals/',
    '/webhooks/',
    '/blog/',
  ]);
  expect(hrefs(viewerWith(['view_user', 'can_view_all_mailings']))).toEqual([
    '/users/management/',
    '/senders/',
    '/suppressions/',
    '/starts/',
    '/intervals/',
    '/webhooks/',
    '/blog/',
    '/jobs/',
    '/audit/',
    '/graphiql',
  ]);
  expect(hrefs(viewerWith([], true))).toEqual(
    expect.arrayContaining(['/groups/', '/sessions/', '/settings/']),
  );
});

test('the mailbox is offered where there is one only', () => {
  expect(hrefs(viewerWith([]), true)).toContain('/mailbox');
  expect(hrefs(viewerWith([]))).not.toContain('/mailbox');
});

test('a page belongs to the section whose address it starts with', () => {
  const users = manage(viewerWith(['view_user']), false)[0]!;
  expect(isCurrent(users, '/users/management/7/')).toBe(true);
  expect(isCurrent(users, '/users/')).toBe(false);
});
