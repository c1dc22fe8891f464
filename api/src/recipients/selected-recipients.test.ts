import { describe, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import type { User } from '../accounts/user.entity.ts';

const ADD =
  'mutation ($listId: ID!, $ids: [ID!]!) { changed: addRecipientsToList(listId: $listId, ids: $ids) { count } }';
const REMOVE =
  'mutation ($listId: ID!, $ids: [ID!]!) { changed: removeRecipientsFromList(listId: $listId, ids: $ids) { count } }';
const JOIN =
  'mutation ($mailingId: ID!, $selection: RecipientSelection!) { changed: addRecipientsToMailing(mailingId: $mailingId, selection: $selection) { count } }';
const LEAVE =
  'mutation ($mailingId: ID!, $selection: RecipientSelection!) { changed: removeRecipientsFromMailing(mailingId: $mailingId, selection: $selection) { count } }';
const DELETE = 'mutation ($ids: [ID!]!) { changed: deleteRecipients(ids: $ids) }';
const CHANGE = `mutation ($selection: RecipientSelection!, $kind: RecipientChangeKind!, $listId: ID) {
  changed: changeRecipients(input: { kind: $kind, listId: $listId, selection: $selection }) { count: totalCount } }`;

/** What is selected, as the document takes it. */
const variablesOf = (document: string, { ids, filter, ...rest }: Data) =>
  document.includes('$ids')
    ? { ...rest, ids }
    : { ...rest, selection: { ...(ids && { ids }), ...(filter && { filter }) } };

async function count(user: User, document: string, given: Data): Promise<number> {
  const { changed } = await as(user).ask(document, variablesOf(document, given));
  return changed.count ?? changed;
}

const left = async (user: User, filter: object = {}) =>
  (
    await as(user).ask('query ($filter: RecipientFilter) { recipients(filter: $filter) { totalCount } }', {
      filter,
    })
  ).recipients.totalCount as number;

test('the answer has the list with its new count, and the mailing with its new audience', async () => {
  const owner = await build.user();
  const ids = await build.people(owner, 3);
  const [list, mailing] = [await build.list({ owner }), await build.mailing({ owner, people: 1 })];
  const answer = await as(owner).ask(
    `mutation ($list: ID!, $mailing: ID!, $ids: [ID!]!) {
       toList: addRecipientsToList(listId: $list, ids: $ids) { count list { recipientCount } }
       toMailing: addRecipientsToMailing(mailingId: $mailing, selection: { ids: $ids }) { count mailing { audienceCount } }
     }`,
    { list: list.id, mailing: mailing.id, ids },
  );
  expect(answer).toEqual({
    toList: { count: 3, list: { recipientCount: 3 } },
    toMailing: { count: 3, mailing: { audienceCount: 4 } },
  });
});

test('recipients are put into a list and taken out by ids; the answer is how many changed', async () => {
  const owner = await build.user();
  const list = await build.list({ owner });
  const ids = await build.people(owner, 5);
  const listId = list.id;
  expect(await count(owner, ADD, { listId, ids: ids.slice(0, 3) })).toBe(3);
  expect(await count(owner, ADD, { listId, ids: [...ids, ...ids, 'x', '0', '-1', '2147483648'] })).toBe(2);
  expect(await count(owner, REMOVE, { listId, ids: [ids[0], ids[0]] })).toBe(1);
  expect(await count(owner, REMOVE, { listId, ids: [] })).toBe(0);
  const { recipientList } = await as(owner).ask(
    'query ($id: ID!) { recipientList(id: $id) { recipientCount } }',
    {
      id: listId,
    },
  );
  expect(recipientList.recipientCount).toBe(4);
});

test('what a filter matches is noted when a change of many is asked for', async () => {
  const owner = await build.user();
  const list = await build.list({ owner });
  await build.people(owner, 60);
  await build.recipient({ owner, status: 'BOUNCED', fullName: 'Gone' });
  const total = (kind: string, filter: object) => count(owner, CHANGE, { kind, listId: list.id, filter });
  expect(await total('ADD_TO_LIST', { status: 'ACTIVE' })).toBe(60);
  expect(await total('ADD_TO_LIST', { search: 'person 1' })).toBe(11);
  expect(await total('DELETE', { listId: list.id })).toBe(0);
});

test('recipients join a mailing and leave it', async () => {
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 2 });
  const ids = await build.people(owner, 3);
  expect(await count(owner, JOIN, { mailingId: mailing.id, ids })).toBe(3);
  expect(await count(owner, JOIN, { mailingId: mailing.id, filter: { status: 'ACTIVE' } })).toBe(0);
  expect(await count(owner, LEAVE, { mailingId: mailing.id, ids: ids.slice(1) })).toBe(2);
});

test('a mailing that runs or was sent keeps its people', async () => {
  const owner = await build.user();
  const ids = await build.people(owner, 1);
  const sent = await build.mailing({ owner, people: 1, values: { status: 'COMPLETED' } });
  const running = await build.mailing({ owner, people: 1 });
  await as(owner).ask('mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }', {
    id: running.id,
  });
  for (const document of [JOIN, LEAVE]) {
    const reasonFor = async (mailingId: number) =>
      (await as(owner).refused(document, variablesOf(document, { mailingId, ids }))).extensions.reason;
    expect(await reasonFor(sent.id)).toBe('MAILING_SENT');
    expect(await reasonFor(running.id)).toBe('MAILING_RUNNING');
  }
});

describe.each([
  ['an empty filter', { filter: {} }],
  ['a filter of nothing', { filter: { search: '', status: null, listId: null } }],
  ['a filter of empty sets', { filter: { attributes: {}, statuses: [], listIds: [] } }],
  ['a filter that searches for spaces', { filter: { search: ' \t' } }],
  ['a filter that searches for what cannot be there', { filter: { search: '\0' } }],
])('%s selects nobody', (_name, selection) => {
  test('it is refused, and nobody is touched', async () => {
    const owner = await build.user();
    const list = await build.list({ owner });
    const mailing = await build.mailing({ owner, people: 3 });
    const given = { listId: list.id, mailingId: mailing.id, kind: 'DELETE' };
    for (const document of [JOIN, LEAVE, CHANGE]) {
      const names = Object.entries(given).filter(([name]) => document.includes(`$${name}`));
      const variables = variablesOf(document, { ...Object.fromEntries(names), ...selection });
      const refused = await as(owner).refused(document, variables);
      expect(refused.extensions).toMatchObject({ code: 'INVALID', problems: [{ code: 'IDS_OR_FILTER' }] });
    }
    expect(await left(owner)).toBe(3);
  });
});

test.each([
  ['nothing', {}],
  ['both', { ids: [], filter: { status: 'ACTIVE' } }],
  ['one and nothing', { ids: null, filter: { status: 'ACTIVE' } }],
])('a selection by %s is no selection', async (_what, selection) => {
  const refused = await as(await build.user()).refused(CHANGE, { kind: 'DELETE', selection });
  expect(refused.extensions.code).toBe('BAD_USER_INPUT');
});

test('at most 1,000 ids at once, 10,000 as a change of many', async () => {
  const owner = await build.user();
  const list = await build.list({ owner });
  const ids = Array.from({ length: 10_001 }, (_, index) => String(2_000_000_000 + index));
  for (const document of [ADD, REMOVE, DELETE]) {
    const listId = document === DELETE ? {} : { listId: list.id };
    const refused = await as(owner).refused(document, { ...listId, ids: ids.slice(0, 1001) });
    expect(refused.extensions.problems).toMatchObject([{ code: 'TOO_MANY', path: ['ids'] }]);
    expect(await count(owner, document, { ...listId, ids: ids.slice(0, 1000) })).toBe(0);
  }
  const refused = await as(owner).refused(CHANGE, { kind: 'DELETE', selection: { ids } });
  expect(refused.extensions.problems).toMatchObject([{ code: 'TOO_MANY' }]);
});

test("other people's recipients are left out, whoever asks", async () => {
  const owner = await build.user();
  const ids = await build.people(owner, 3);
  const list = await build.list({ owner });
  for (const user of [await build.user(), await build.manager()]) {
    const own = await build.people(user, 2);
    const [mine, mailing] = [await build.list({ owner: user }), await build.mailing({ owner: user })];
    const all = [...ids, ...own];
    expect(await count(user, ADD, { listId: mine.id, ids: all })).toBe(2);
    expect(await count(user, JOIN, { mailingId: mailing.id, ids: all })).toBe(2);
    const filter = { ownerId: owner.id };
    expect(await count(user, CHANGE, { kind: 'ADD_TO_LIST', listId: mine.id, filter })).toBe(0);
    expect(await count(user, DELETE, { ids: all })).toBe(2);
    expect((await as(user).refused(ADD, { listId: list.id, ids: own })).extensions.code).toMatch(
      /NOT_FOUND|FORBIDDEN/,
    );
  }
  expect(await left(owner)).toBe(3);
});

test("a superuser changes anybody's, and a list takes only people of its owner", async () => {
  const [owner, superuser] = [await build.user(), await build.superuser()];
  const ids = await build.people(owner, 3);
  const own = await build.people(superuser, 1);
  const list = await build.list({ owner });
  expect(await count(superuser, ADD, { listId: list.id, ids: [...ids, ...own] })).toBe(3);
  expect(await count(superuser, DELETE, { ids })).toBe(3);
});

test('what is deleted in bulk leaves lists and mailings', async () => {
  const owner = await build.user();
  const people = [await build.recipient({ owner }), await build.recipient({ owner })];
  const list = await build.list({ owner, recipients: people });
  const mailing = await build.mailing({ owner, recipients: people, lists: [list] });
  expect(await count(owner, DELETE, { ids: [people[0]!.id] })).toBe(1);
  const after = await as(owner).ask(
    'query ($m: ID!, $l: ID!) { mailing(id: $m) { audienceCount } recipientList(id: $l) { recipientCount } }',
    { m: mailing.id, l: list.id },
  );
  expect(after).toEqual({ mailing: { audienceCount: 1 }, recipientList: { recipientCount: 1 } });
});

test('an audience takes at most 10,000 of a filter at once, and says what to do with more', async () => {
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 1 });
  await (
    await testApp()
  ).orm.em
    .fork()
    .execute(
      `insert into recipient (owner_id, email) select ?, 'many' || n || '@example.com' from generate_series(1, 10001) n`,
      [owner.id],
    );
  const given = (filter: object) => ({ mailingId: mailing.id, filter });
  const refused = await as(owner).refused(JOIN, variablesOf(JOIN, given({ search: 'many' })));
  expect(refused.extensions).toMatchObject({
    code: 'INVALID',
    problems: [{ code: 'TOO_MANY_MATCH', path: ['filter'], message: expect.stringContaining('segment') }],
  });
  const [gone] = (await as(owner).ask('{ recipients(filter: { search: "many77@" }) { nodes { id } } }'))
    .recipients.nodes;
  expect(await count(owner, DELETE, { ids: [gone.id] })).toBe(1);
  expect(await count(owner, JOIN, given({ search: 'many' }))).toBe(10_000);
  expect(await count(owner, LEAVE, given({ search: 'many7' }))).toBe(1110);
  expect(await count(owner, LEAVE, given({ search: 'many' }))).toBe(8890);
});
