import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';

const FIELDS = 'id name description recipientCount owner { id } viewerCan { edit delete }';
const CREATE = `mutation ($input: CreateRecipientListInput!) { createRecipientList(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateRecipientListInput!) { updateRecipientList(id: $id, input: $input) { ${FIELDS} } }`;
const DELETE = 'mutation ($id: ID!) { deleteRecipientList(id: $id) }';
const ONE = `query ($id: ID!) { recipientList(id: $id) { ${FIELDS} } }`;
const LIST = `query ($filter: RecipientListFilter) { recipientLists(filter: $filter) { nodes { name } totalCount } }`;

test('a list is made, changed and deleted; the recipients in it stay', async () => {
  const owner = await build.user();
  const person = await build.recipient({ owner });
  const { createRecipientList } = await as(owner).ask(CREATE, { input: { name: ' Friends ' } });
  expect(createRecipientList).toMatchObject({
    name: 'Friends',
    description: '',
    recipientCount: 0,
    viewerCan: {
      edit: true,
      delete: true,
    },
    owner: { id: String(owner.id) },
  });
  const { id } = createRecipientList;
  await as(owner).ask(
    'mutation ($id: ID!, $ids: [ID!]!) { addRecipientsToList(listId: $id, ids: $ids) { count } }',
    { id, ids: [person.id] },
  );
  const { updateRecipientList } = await as(owner).ask(UPDATE, { id, input: { description: 'Old ones' } });
  expect(updateRecipientList).toMatchObject({ name: 'Friends', description: 'Old ones', recipientCount: 1 });
  expect(
    (await as(owner).ask(UPDATE, { id, input: { description: null } })).updateRecipientList.description,
  ).toBe('');
  expect((await as(owner).ask(DELETE, { id })).deleteRecipientList).toBe(id);
  expect((await as(owner).refused(ONE, { id })).extensions.code).toBe('NOT_FOUND');
  const { recipient } = await as(owner).ask('query ($id: ID!) { recipient(id: $id) { lists { id } } }', {
    id: person.id,
  });
  expect(recipient.lists).toEqual([]);
});

test('a deleted list leaves its mailings, which keep their other people', async () => {
  const owner = await build.user();
  const list = await build.list({ owner, recipients: [await build.recipient({ owner })] });
  const mailing = await build.mailing({ owner, people: 1, lists: [list] });
  const AUDIENCE = 'query ($id: ID!) { mailing(id: $id) { audienceCount lists { id } } }';
  expect((await as(owner).ask(AUDIENCE, { id: mailing.id })).mailing.audienceCount).toBe(2);
  await as(owner).ask(DELETE, { id: list.id });
  expect((await as(owner).ask(AUDIENCE, { id: mailing.id })).mailing).toEqual({
    audienceCount: 1,
    lists: [],
  });
});

test.each([
  [{ name: '  ' }, 'name', 'REQUIRED'],
  [{ name: 'x'.repeat(201) }, 'name', 'TOO_LONG'],
  [{ name: 'two\nlines' }, 'name', 'CONTROL_CHARACTER'],
  [{ description: 'x'.repeat(2001) }, 'description', 'TOO_LONG'],
])('%j is refused for a new and for a kept list', async (wrong, path, code) => {
  const owner = await build.user();
  const problem = { code: 'INVALID', problems: [{ code, path: [path] }] };
  expect((await as(owner).refused(CREATE, { input: { name: 'List', ...wrong } })).extensions).toMatchObject(
    problem,
  );
  const { id } = await build.list({ owner });
  expect((await as(owner).refused(UPDATE, { id, input: wrong })).extensions).toMatchObject(problem);
});

test('a name occurs once among the lists of an owner, without regard to case', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  await build.list({ owner, name: 'Друзья' });
  const { id } = await build.list({ owner });
  const taken = { code: 'INVALID', problems: [{ code: 'LIST_NAME_TAKEN', path: ['name'] }] };
  const input = { name: 'ДРУЗЬЯ' };
  expect((await as(owner).refused(CREATE, { input })).extensions).toMatchObject(taken);
  expect((await as(owner).refused(UPDATE, { id, input })).extensions).toMatchObject(taken);
  expect((await as(other).ask(CREATE, { input })).createRecipientList.name).toBe('ДРУЗЬЯ');
});

test('lists come by name, and are found by a part of it', async () => {
  const owner = await build.user();
  for (const name of ['Beta', 'Alpha', 'Alphabet_']) await build.list({ owner, name });
  const found = async (filter: object | null) =>
    (await as(owner).ask(LIST, { filter })).recipientLists.nodes.map(({ name }: { name: string }) => name);
  expect(await found(null)).toEqual(['Alpha', 'Alphabet_', 'Beta']);
  expect(await found({ search: 'BET' })).toEqual(['Alphabet_', 'Beta']);
  expect(await found({ search: '_' })).toEqual(['Alphabet_']);
});

test('others see nothing of a list; managers see, superusers may do everything', async () => {
  const owner = await build.user();
  const { id } = await build.list({ owner });
  const [stranger, manager, superuser] = [await build.user(), await build.manager(), await build.superuser()];
  for (const [document, rest] of [
    [ONE, {}],
    [UPDATE, { input: { name: 'Mine' } }],
    [DELETE, {}],
  ] as const) {
    const hidden = await as(stranger).refused(document, { id, ...rest });
    expect(hidden.extensions).toEqual({ code: 'NOT_FOUND' });
    expect(hidden).toEqual(await as(stranger).refused(document, { id: '2147483647', ...rest }));
  }
  expect((await as(stranger).ask(LIST, { filter: { ownerId: owner.id } })).recipientLists.totalCount).toBe(0);
  expect((await as(manager).ask(ONE, { id })).recipientList.viewerCan).toEqual({
    edit: false,
    delete: false,
  });
  expect((await as(manager).refused(DELETE, { id })).extensions.code).toBe('FORBIDDEN');
  expect((await as(manager).refused(UPDATE, { id, input: { name: 'Mine' } })).extensions.code).toBe(
    'FORBIDDEN',
  );
  expect(
    (await as(superuser).ask(UPDATE, { id, input: { name: 'Theirs' } })).updateRecipientList,
  ).toMatchObject({
    name: 'Theirs',
    owner: { id: String(owner.id) },
  });
});

test('a copy of a list has its people, belongs to its owner, and takes a name that is free', async () => {
  const owner = await build.user({ locale: 'RU' });
  const people = [await build.recipient({ owner }), await build.recipient({ owner })];
  const list = await build.list({ owner, name: 'Друзья', recipients: people });
  const COPY = `mutation ($id: ID!) { duplicateRecipientList(id: $id) { ${FIELDS} } }`;
  const copy = async (id: unknown = list.id) => (await as(owner).ask(COPY, { id })).duplicateRecipientList;
  const first = await copy();
  expect(first).toMatchObject({
    name: 'Друзья (копия)',
    recipientCount: 2,
    owner: { id: String(owner.id) },
    viewerCan: { edit: true },
  });
  expect(await copy()).toMatchObject({ name: 'Друзья (копия 2)', recipientCount: 2 });
  expect(await copy(first.id)).toMatchObject({ name: 'Друзья (копия) (копия)' });
  const { recipient } = await as(owner).ask('query ($id: ID!) { recipient(id: $id) { lists { name } } }', {
    id: people[0]!.id,
  });
  expect(recipient.lists).toHaveLength(4);
  const long = await build.list({ owner, name: 'x'.repeat(200) });
  expect((await copy(long.id)).name).toBe(`${'x'.repeat(192)} (копия)`);
  const both = await Promise.all([copy(), copy()]);
  expect(both.map(({ name }) => name).toSorted()).toEqual(['Друзья (копия 3)', 'Друзья (копия 4)']);
  const byOther = await as(await build.superuser()).ask(COPY, { id: list.id });
  expect(byOther.duplicateRecipientList).toMatchObject({
    name: 'Друзья (copy)',
    owner: { id: String(owner.id) },
  });
  expect((await as(await build.user()).refused(COPY, { id: list.id })).extensions.code).toBe('NOT_FOUND');
  expect((await as(await build.manager()).refused(COPY, { id: list.id })).extensions.code).toBe('FORBIDDEN');
});
