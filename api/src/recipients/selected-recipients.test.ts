import { describe, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import type { User } from '../accounts/user.entity.ts';

const ARGUMENTS = '$ids: [ID!], $filter: RecipientFilter';
const SELECTION = 'ids: $ids, filter: $filter';
const ADD = `mutation ($listId: ID!, ${ARGUMENTS}) { count: addRecipientsToList(listId: $listId, ${SELECTION}) }`;
const REMOVE = `mutation ($listId: ID!, ${ARGUMENTS}) { count: removeRecipientsFromList(listId: $listId, ${SELECTION}) }`;
const JOIN = `mutation ($mailingId: ID!, ${ARGUMENTS}) { count: addRecipientsToMailing(mailingId: $mailingId, ${SELECTION}) }`;
const LEAVE = `mutation ($mailingId: ID!, ${ARGUMENTS}) { count: removeRecipientsFromMailing(mailingId: $mailingId, ${SELECTION}) }`;
const DELETE = `mutation (${ARGUMENTS}) { count: deleteRecipients(${SELECTION}) }`;

async function count(user: User, document: string, variables: object): Promise<number> {
  return (await as(user).ask(document, { ...variables })).count;
}

const left = async (user: User, filter: object = {}) =>
  (
    await as(user).ask('query ($filter: RecipientFilter) { recipients(filter: $filter) { totalCount } }', {
      filter,
    })
  ).recipients.totalCount as number;

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

test('the same by a filter, where the change happens', async () => {
  const owner = await build.user();
  const list = await build.list({ owner });
  await build.people(owner, 60);
  await build.recipient({ owner, status: 'BOUNCED', fullName: 'Gone' });
  const listId = list.id;
  expect(await count(owner, ADD, { listId, filter: { status: 'ACTIVE' } })).toBe(60);
  expect(await count(owner, ADD, { listId, filter: { search: 'person 1' } })).toBe(0);
  expect(await count(owner, REMOVE, { listId, filter: { listId, search: 'person 1' } })).toBe(11);
  expect(await count(owner, DELETE, { filter: { listId } })).toBe(49);
  expect(await left(owner)).toBe(12);
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
      (await as(owner).refused(document, { mailingId, ids })).extensions.reason;
    expect(await reasonFor(sent.id)).toBe('MAILING_SENT');
    expect(await reasonFor(running.id)).toBe('MAILING_RUNNING');
  }
});

describe.each([
  ['nothing', {}],
  ['both', { ids: [], filter: { status: 'ACTIVE' } }],
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
    const ids = { listId: list.id, mailingId: mailing.id };
    for (const document of [ADD, REMOVE, JOIN, LEAVE, DELETE]) {
      const names = Object.entries(ids).filter(([name]) => document.includes(`$${name}`));
      const refused = await as(owner).refused(document, { ...Object.fromEntries(names), ...selection });
      expect(refused.extensions).toMatchObject({ code: 'INVALID', problems: [{ code: 'IDS_OR_FILTER' }] });
    }
    expect(await left(owner)).toBe(3);
  });
});

test('at most 10,000 ids', async () => {
  const owner = await build.user();
  const ids = Array.from({ length: 10_001 }, (_, index) => String(index + 1));
  const refused = await as(owner).refused(DELETE, { ids });
  expect(refused.extensions.problems).toMatchObject([{ code: 'TOO_MANY', path: ['ids'] }]);
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
    expect(await count(user, ADD, { listId: mine.id, filter: { ownerId: owner.id } })).toBe(0);
    expect(await count(user, DELETE, { filter: { ownerId: owner.id } })).toBe(0);
    expect(await count(user, DELETE, { filter: { listId: list.id } })).toBe(0);
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
  expect(await count(superuser, DELETE, { filter: { listId: list.id } })).toBe(3);
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
