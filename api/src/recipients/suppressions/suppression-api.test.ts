import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { expectQueries } from '../../../test/expect-queries.ts';
import type { User } from '../../accounts/user.entity.ts';

const ADD = `mutation ($input: AddSuppressionsInput!) { addSuppressions(input: $input) {
  addedCount knownCount rejected { index email message } } }`;
const FIND = `query ($filter: SuppressionFilter) { suppressions(filter: $filter) {
  totalCount nodes { id email reason source reach liftedAt liftReason viewerCanLift
    owner { id } addedBy { id } liftedBy { id } } } }`;
const LIFT =
  'mutation ($id: ID!, $reason: String!) { liftSuppression(id: $id, reason: $reason) { id liftedAt } }';
const SET = `mutation ($id: ID!, $status: RecipientStatus!) {
  updateRecipient(id: $id, input: { status: $status }) { status suppression { reason source } } }`;

const add = async (owner: User, emails: string[], rest: object = {}) =>
  (await as(owner).ask(ADD, { input: { emails, ...rest } })).addSuppressions;
const find = async (user: User, filter: object = {}) => (await as(user).ask(FIND, { filter })).suppressions;

test('addresses are added, each mailbox once; what is no address is told', async () => {
  const owner = await build.user();
  const person = await build.recipient({ owner, email: 'twin@münchen.example' });
  const emails = ['Twin@xn--mnchen-3ya.example', 'twin@münchen.example', 'nobody', 'a@example.com'];
  expect(await add(owner, emails, { isImport: true })).toEqual({
    addedCount: 2,
    knownCount: 1,
    rejected: [{ index: 2, email: 'nobody', message: expect.any(String) }],
  });
  expect(await add(owner, ['a@example.com'])).toMatchObject({ addedCount: 0, knownCount: 1 });
  const { nodes } = await find(owner, { source: 'IMPORT', email: 'TWIN@MÜNCHEN.example.' });
  expect(nodes).toMatchObject([
    { reason: 'UNSUBSCRIBED', reach: 'OWNER', viewerCanLift: true, addedBy: { id: String(owner.id) } },
  ]);
  const status = 'query ($id: ID!) { recipient(id: $id) { status suppression { source } } }';
  expect((await as(owner).ask(status, { id: person.id })).recipient).toEqual({
    status: 'UNSUBSCRIBED',
    suppression: { source: 'IMPORT' },
  });
  const many = Array.from({ length: 1001 }, (_, index) => `p${index}@example.com`);
  expect((await as(owner).refused(ADD, { input: { emails: many } })).extensions.problems).toMatchObject([
    { code: 'TOO_MANY', path: ['emails'] },
  ]);
});

test('they are found by address, reason, source and time, each owner their own', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  await add(owner, ['a@example.com', 'b@example.com']);
  await add(owner, ['c@example.com'], { reason: 'BOUNCED', isImport: true });
  await add(other, ['a@example.com']);
  const emails = async (user: User, filter: object) =>
    (await find(user, filter)).nodes.map(({ email }: { email: string }) => email).sort();
  expect(await emails(owner, {})).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
  expect(await emails(owner, { reason: 'BOUNCED' })).toEqual(['c@example.com']);
  expect(await emails(owner, { source: 'BY_HAND' })).toEqual(['a@example.com', 'b@example.com']);
  expect(await emails(owner, { email: 'A@EXAMPLE.COM' })).toEqual(['a@example.com']);
  expect(await emails(owner, { email: 'example.com' })).toEqual([]);
  expect(await emails(owner, { from: '2000-01-01T00:00:00Z', to: '2001-01-01T00:00:00Z' })).toEqual([]);
  expect(await emails(owner, { ownerId: other.id })).toEqual([]);
  expect(await emails(await build.manager(), { ownerId: other.id })).toEqual(['a@example.com']);
});

test('mail is allowed again with a reason, and who did it stays on record', async () => {
  const owner = await build.user();
  const person = await build.recipient({ owner });
  await add(owner, [person.email]);
  const [{ id }] = (await find(owner)).nodes;
  expect((await as(owner).refused(LIFT, { id, reason: ' ' })).extensions.code).toBe('INVALID');
  await as(owner).ask(LIFT, { id, reason: 'They called.' });
  const found = await find(owner);
  expect(found.nodes).toMatchObject([
    { liftReason: 'They called.', viewerCanLift: false, liftedBy: { id: String(owner.id) } },
  ]);
  expect(await find(owner, { isLifted: false })).toMatchObject({ totalCount: 0 });
  await as(owner).ask(LIFT, { id, reason: 'Again.' });
  expect((await find(owner)).nodes[0].liftReason).toBe('They called.');
  await add(owner, [person.email]);
  expect(await find(owner)).toMatchObject({ totalCount: 2 });
});

test("a recipient's status set by hand goes through the suppressions", async () => {
  const [owner, other] = [await build.user(), await build.user()];
  const person = await build.recipient({ owner });
  const set = async (status: string) => (await as(owner).ask(SET, { id: person.id, status })).updateRecipient;
  expect(await set('COMPLAINED')).toEqual({
    status: 'COMPLAINED',
    suppression: { reason: 'COMPLAINED', source: 'BY_HAND' },
  });
  expect(await set('BOUNCED')).toMatchObject({ status: 'BOUNCED' });
  expect(await set('ACTIVE')).toEqual({ status: 'ACTIVE', suppression: null });
  expect(await find(owner)).toMatchObject({ totalCount: 2, nodes: [{ liftReason: expect.any(String) }, {}] });
  await add(other, [person.email]);
  expect(await set('ACTIVE')).toMatchObject({ status: 'ACTIVE' });
});

test('what was said to everybody is lifted by whoever it was said to, and by superusers', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  const person = await build.recipient({ owner });
  await add(other, [person.email]);
  const [{ id }] = (await find(other)).nodes;
  await (
    await testApp()
  ).orm.em
    .fork()
    .execute("update suppression set reach = 'INSTALLATION' where id = ?", [id]);
  const refused = await as(owner).refused(SET, { id: person.id, status: 'ACTIVE' });
  expect(refused.extensions.problems).toMatchObject([{ code: 'SUPPRESSED_BY_OTHERS', path: ['status'] }]);
  expect((await as(owner).refused(LIFT, { id, reason: 'No.' })).extensions.code).toBe('NOT_FOUND');
  await as(await build.superuser()).ask(LIFT, { id, reason: 'Yes.' });
  expect((await as(owner).ask(SET, { id: person.id, status: 'ACTIVE' })).updateRecipient.status).toBe(
    'ACTIVE',
  );
});

test('a page costs the same statements however long it is', async () => {
  const owner = await build.user();
  await add(
    owner,
    Array.from({ length: 30 }, (_, index) => `p${index}@example.com`),
  );
  const { nodes } = await expectQueries(4, () => find(owner));
  expect(nodes).toHaveLength(30);
});
