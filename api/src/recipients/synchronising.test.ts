import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { expectQueries } from '../../test/expect-queries.ts';
import type { User } from '../accounts/user.entity.ts';

const UPSERT = `mutation ($input: [UpsertRecipientInput!]!, $listIds: [ID!]) { upsertRecipients(input: $input, listIds: $listIds) {
  createdCount updatedCount unchangedCount repeatedCount rejected { index email problems { code path } } } }`;
const FIND = `query ($filter: RecipientFilter, $orderBy: RecipientOrder) { recipients(filter: $filter, orderBy: $orderBy) {
  nodes { email fullName comment attributes status updatedAt } } }`;

const upsert = async (owner: User, input: object[], listIds?: string[]) =>
  (await as(owner).ask(UPSERT, { input, listIds })).upsertRecipients;
const find = async (owner: User, filter: object, orderBy?: object) =>
  (await as(owner).ask(FIND, { filter, orderBy })).recipients.nodes;
const emails = async (owner: User, filter: object, orderBy?: object) =>
  (await find(owner, filter, orderBy)).map(({ email }: { email: string }) => email);

test('rows are added or change what is there; the counts and the rejected ones add up', async () => {
  const owner = await build.user();
  await build.recipient({
    owner,
    email: 'twin@münchen.example',
    fullName: 'Twin',
    comment: 'Note',
    attributes: { a: 1, b: 2 },
  });
  await build.recipient({ owner, email: 'same@example.com', fullName: 'Same' });
  const list = await build.list({ owner });
  const input = [
    { email: 'twin@xn--mnchen-3ya.example', attributes: { b: null, c: 3 } },
    { email: 'new@example.com', fullName: 'First' },
    { email: 'NEW@example.com', comment: 'Second' },
    { email: 'nobody', fullName: 'x' },
    { email: 'long@example.com', fullName: 'x'.repeat(201) },
    { email: 'same@example.com', fullName: 'Same' },
  ];
  const told = await expectQueries(6, () => upsert(owner, input, [String(list.id)]));
  expect(told).toEqual({
    createdCount: 1,
    updatedCount: 1,
    unchangedCount: 1,
    repeatedCount: 1,
    rejected: [
      { index: 3, email: 'nobody', problems: [{ code: 'EMAIL_NO_AT', path: ['email'] }] },
      { index: 4, email: 'long@example.com', problems: [{ code: 'TOO_LONG', path: ['fullName'] }] },
    ],
  });
  expect(await find(owner, { listIds: [list.id] }, { field: 'EMAIL', direction: 'ASC' })).toMatchObject([
    { email: 'NEW@example.com', fullName: '', comment: 'Second', attributes: {} },
    { email: 'same@example.com', fullName: 'Same' },
    { email: 'twin@münchen.example', fullName: 'Twin', comment: 'Note', attributes: { a: 1, c: 3 } },
  ]);
});

test('a suppressed person who is upserted stays refused', async () => {
  const owner = await build.user();
  await build.suppression(owner);
  const [{ email }] = (await as(owner).ask('{ suppressions { nodes { email } } }')).suppressions.nodes;
  await upsert(owner, [{ email }]);
  expect(await find(owner, { emails: [email] })).toMatchObject([{ status: 'UNSUBSCRIBED' }]);
});

test("too many rows, others' lists and attributes that grow too large are refused, and nothing is kept", async () => {
  const [owner, other] = [await build.user(), await build.user()];
  const rows = Array.from({ length: 1001 }, (_, index) => ({ email: `p${index}@example.com` }));
  const problem = async (input: object[], listIds?: string[]) =>
    (await as(owner).refused(UPSERT, { input, listIds })).extensions.problems?.[0]?.code;
  expect(await problem(rows)).toBe('TOO_MANY');
  const theirs = await build.list({ owner: other });
  expect(await problem(rows.slice(0, 1), [String(theirs.id)])).toBe('NO_SUCH_THING');
  await upsert(owner, [{ email: 'big@example.com', attributes: { a: 'x'.repeat(10_000) } }]);
  expect(await problem([{ email: 'big@example.com', attributes: { b: 'x'.repeat(10_000) } }])).toBe(
    'WRONG_VALUE',
  );
  expect(Object.keys((await find(owner, {}))[0].attributes)).toEqual(['a']);
});

test('recipients are found by their addresses, each in its place', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  await build.recipient({ owner, email: 'a@example.com' });
  await build.recipient({ owner, email: 'twin@münchen.example' });
  const query = `query ($emails: [String!]!, $ownerId: ID) { recipientsByEmail(emails: $emails, ownerId: $ownerId) { email } }`;
  const asked = { emails: ['twin@xn--mnchen-3ya.example', 'nobody', 'A@Example.com'], ownerId: owner.id };
  expect((await as(owner).ask(query, asked)).recipientsByEmail).toEqual([
    { email: 'twin@münchen.example' },
    null,
    { email: 'a@example.com' },
  ]);
  expect((await as(other).ask(query, asked)).recipientsByEmail).toEqual([null, null, null]);
  expect(await emails(owner, { emails: ['A@EXAMPLE.com', 'x@example.com'] })).toEqual(['a@example.com']);
});

test('filters take several statuses and lists, attributes, and times of change', async () => {
  const owner = await build.user();
  const at = (day: number) => new Date(Date.UTC(2030, 0, day));
  const make = (email: string, given: object) => build.recipient({ owner, email, ...given });
  const a = await make('a@example.com', { attributes: { city: 'Rome', age: 7 }, updatedAt: at(1) });
  const b = await make('b@example.com', {
    attributes: { city: 'Oslo' },
    status: 'BOUNCED',
    updatedAt: at(2),
  });
  await make('c@example.com', { attributes: { city: 'Rome' }, status: 'COMPLAINED', updatedAt: at(3) });
  const lists = [
    await build.list({ owner, recipients: [a] }),
    await build.list({ owner, recipients: [a, b] }),
  ];
  const byEmail = { field: 'EMAIL', direction: 'ASC' };
  expect(await emails(owner, { statuses: ['ACTIVE', 'BOUNCED'] }, byEmail)).toEqual([
    'a@example.com',
    'b@example.com',
  ]);
  expect(await emails(owner, { listIds: lists.map(({ id }) => id) }, byEmail)).toEqual([
    'a@example.com',
    'b@example.com',
  ]);
  expect(await emails(owner, { attributes: { city: 'Rome' } }, byEmail)).toEqual([
    'a@example.com',
    'c@example.com',
  ]);
  expect(await emails(owner, { attributes: { city: 'Rome', age: 7 } })).toEqual(['a@example.com']);
  expect(await emails(owner, { attributes: { age: '7' } })).toEqual([]);
  expect(await emails(owner, { updatedAfter: at(1) }, { field: 'UPDATED_AT', direction: 'ASC' })).toEqual([
    'b@example.com',
    'c@example.com',
  ]);
  expect(await emails(owner, { updatedBefore: at(2) })).toEqual(['a@example.com']);
});
