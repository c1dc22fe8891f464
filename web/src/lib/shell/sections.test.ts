import { expect, test } from 'vitest';
import { isCurrent, manage } from './sections.ts';
import type { Viewer } from './viewer.ts';

const elsewhere = { hostname: 'postline.example' };
const hrefs = (viewer: Viewer | null, url = elsewhere) => manage(viewer, url).map(({ href }) => href);

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
  expect(hrefs(viewerWith([]))).toEqual(['/suppressions/', '/intervals/', '/blog/']);
  expect(hrefs(viewerWith(['view_user', 'can_view_all_mailings']))).toEqual([
    '/users/management/',
    '/suppressions/',
    '/intervals/',
    '/blog/',
    '/jobs/',
    '/audit/',
    '/graphiql',
  ]);
  expect(hrefs(viewerWith([], true))).toContain('/groups/');
});

test('the mailbox is offered on the machine itself only', () => {
  expect(hrefs(viewerWith([]), { hostname: 'localhost' })).toContain('/mailbox');
  expect(hrefs(viewerWith([]))).not.toContain('/mailbox');
});

test('a page belongs to the section whose address it starts with', () => {
  const users = manage(viewerWith(['view_user']), elsewhere)[0]!;
  expect(isCurrent(users, '/users/management/7/')).toBe(true);
  expect(isCurrent(users, '/users/')).toBe(false);
});
