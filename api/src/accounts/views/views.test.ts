import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import type { User } from '../user.entity.ts';
import { SavedView } from './saved-view.entity.ts';
import { MOST_VIEWS } from './view.rules.ts';

const LIST = 'query ($page: ViewPage!) { savedViews(page: $page) { id page name query } }';
const SAVE = 'mutation ($input: SaveViewInput!) { saveView(input: $input) { id name query } }';
const RENAME = 'mutation ($id: ID!, $name: String!) { renameView(id: $id, name: $name) { name } }';
const DELETE = 'mutation ($id: ID!) { deleteView(id: $id) }';

const input = { page: 'MAILINGS', name: 'Completed', query: 'status=COMPLETED&sort=name' };
const save = async (user: User, more: object = {}) =>
  (await as(user).ask(SAVE, { input: { ...input, ...more } })).saveView;
const namesOf = async (user: User, page = 'MAILINGS') =>
  (await as(user).ask(LIST, { page })).savedViews.map(({ name }: { name: string }) => name);

test('a view is saved, listed on its page, renamed and deleted', async () => {
  const user = await build.user();
  const { id } = await save(user);
  await save(user, { name: 'Armed', query: 'status=ARMED' });
  await save(user, { page: 'RECIPIENTS' });
  expect((await as(user).ask(LIST, { page: 'MAILINGS' })).savedViews).toMatchObject([
    { name: 'Armed' },
    { id, ...input },
  ]);
  expect(await as(user).ask(RENAME, { id, name: ' Done ' })).toEqual({ renameView: { name: 'Done' } });
  expect(await namesOf(user)).toEqual(['Armed', 'Done']);
  expect(await as(user).ask(DELETE, { id })).toEqual({ deleteView: id });
  expect(await namesOf(user)).toEqual(['Armed']);
  expect(await namesOf(user, 'RECIPIENTS')).toEqual(['Completed']);
});

test('saving by a known name replaces the view, and a rename to one is refused', async () => {
  const user = await build.user();
  const first = await save(user);
  expect(await save(user, { query: 'q=news' })).toEqual({ id: first.id, name: 'Completed', query: 'q=news' });
  const { id } = await save(user, { name: 'Other' });
  expect((await as(user).refused(RENAME, { id, name: 'Completed' })).extensions).toMatchObject({
    code: 'INVALID',
    problems: [{ code: 'VIEW_NAME_TAKEN', path: ['name'] }],
  });
  expect(await namesOf(user)).toEqual(['Completed', 'Other']);
});

test('two saves at the same time make one view', async () => {
  const user = await build.user();
  await Promise.all(Array.from({ length: 5 }, (_, at) => save(user, { query: `q=${at}` })));
  expect(await namesOf(user)).toEqual(['Completed']);
});

test('views belong to one person alone, not even superusers see them', async () => {
  const [owner, superuser] = [await build.user(), await build.superuser()];
  const { id } = await save(owner);
  expect(await namesOf(superuser)).toEqual([]);
  for (const [document, rest] of [
    [RENAME, { name: 'Mine' }],
    [DELETE, {}],
  ] as const) {
    expect((await as(superuser).refused(document, { id, ...rest })).extensions.code).toBe('NOT_FOUND');
  }
  expect(await namesOf(owner)).toEqual(['Completed']);
});

test.each([
  ['name', { name: ' ' }, 'REQUIRED'],
  ['name', { name: 'x'.repeat(101) }, 'TOO_LONG'],
  ['query', { query: '' }, 'REQUIRED'],
  ['query', { query: 'q='.padEnd(8001, 'x') }, 'TOO_LONG'],
  ['query', { query: 'q=a\nb' }, 'CONTROL_CHARACTER'],
])('a wrong %s %o is refused as %s', async (field, wrong, code) => {
  const user = await build.user();
  const refusal = await as(user).refused(SAVE, { input: { ...input, ...wrong } });
  expect(refusal.extensions).toMatchObject({ code: 'INVALID', problems: [{ code, path: [field] }] });
});

test('a page has at most fifty views of a person', async () => {
  const user = await build.user();
  const em = (await testApp()).orm.em.fork();
  const views = Array.from({ length: MOST_VIEWS }, (_, at) => ({
    owner: user.id,
    page: 'MAILINGS' as const,
    name: `View ${at}`,
    query: 'q=a',
  }));
  await em.insertMany(SavedView, views);
  expect((await as(user).refused(SAVE, { input })).extensions.code).toBe('CONFLICT');
  expect((await save(user, { name: 'View 1' })).name).toBe('View 1');
  expect((await save(user, { page: 'MESSAGES' })).name).toBe('Completed');
});
