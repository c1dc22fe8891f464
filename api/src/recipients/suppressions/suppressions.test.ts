import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { importText } from '../../../test/import-text.ts';
import type { User } from '../../accounts/user.entity.ts';
import type { SuppressionReason } from './suppression.entity.ts';
import { suppress } from './suppress.ts';

const CREATE = 'mutation ($input: CreateRecipientInput!) { createRecipient(input: $input) { id status } }';
const UPDATE =
  'mutation ($id: ID!, $input: UpdateRecipientInput!) { updateRecipient(id: $id, input: $input) { id status } }';

const manager = async () => (await testApp()).orm.em.fork();

const refuse = async (owner: User, emails: string[], reason: SuppressionReason = 'UNSUBSCRIBED') =>
  suppress(await manager(), { ownerId: owner.id, emails, reason, source: 'BY_HAND', addedById: owner.id });

/** The reasons why an owner's mail must not reach these addresses; null if it may. */
const reasonsFor = async ({ id }: User, emails: string[]) => {
  const em = await manager();
  const rows = await em.execute<{ reason: SuppressionReason | null }[]>(
    'select refusal_of(?, address_hash(value)) as reason from json_array_elements_text(?::json)',
    [id, JSON.stringify(emails)],
  );
  return rows.map(({ reason }) => reason);
};

const create = async (owner: User, email: string) =>
  (await as(owner).ask(CREATE, { input: { email } })).createRecipient;

const statusesOf = async (owner: User) =>
  (await as(owner).ask('{ recipients { nodes { email status } } }')).recipients.nodes;

test('finds which of many addresses are suppressed for an owner, however they are spelled', async () => {
  const owner = await build.user();
  await refuse(owner, ['twin@münchen.example', 'a@example.com']);
  await refuse(owner, ['b@example.com'], 'BOUNCED');
  const emails = ['twin@xn--mnchen-3ya.example', 'A@example.com.', 'b@example.com', "o'neil@example.com"];
  expect(await reasonsFor(owner, emails)).toEqual(['UNSUBSCRIBED', 'UNSUBSCRIBED', 'BOUNCED', null]);
  const stranger = await build.user();
  expect(await reasonsFor(stranger, emails)).toEqual([null, null, null, null]);
});

test('people who are suppressed can be added and imported, and are not active', async () => {
  const owner = await build.user();
  await refuse(owner, ['a@example.com', 'b@example.com', 'c@example.com']);
  expect(await create(owner, 'A@example.com')).toMatchObject({ status: 'UNSUBSCRIBED' });
  await importText(owner, 'email,name\na@example.com,A\nb@example.com,B\nd@example.com,D\n');
  expect(await statusesOf(owner)).toEqual(
    expect.arrayContaining([
      { email: 'A@example.com', status: 'UNSUBSCRIBED' },
      { email: 'b@example.com', status: 'UNSUBSCRIBED' },
      { email: 'd@example.com', status: 'ACTIVE' },
    ]),
  );
});

test("the status follows the weightiest reason, of the owner's own recipients alone", async () => {
  const [owner, other] = [await build.user(), await build.user()];
  for (const user of [owner, other]) await create(user, 'a@example.com');
  const statuses: string[] = [];
  for (const reason of ['BOUNCED', 'UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED', 'UNSUBSCRIBED'] as const) {
    await refuse(owner, ['a@example.com'], reason);
    statuses.push((await statusesOf(owner))[0].status);
  }
  expect(statuses).toEqual(['BOUNCED', 'UNSUBSCRIBED', 'UNSUBSCRIBED', 'COMPLAINED', 'COMPLAINED']);
  expect(await statusesOf(other)).toEqual([{ email: 'a@example.com', status: 'ACTIVE' }]);
});

test('a refusal goes along to a new address; a bounce does not', async () => {
  const owner = await build.user();
  const rename = async (email: string, to: string) => {
    const { id } = await create(owner, email);
    return (await as(owner).ask(UPDATE, { id, input: { email: to } })).updateRecipient.status;
  };
  await refuse(owner, ['left@example.com']);
  await refuse(owner, ['bounced@example.com'], 'BOUNCED');
  expect(await rename('left@example.com', 'new@example.com')).toBe('UNSUBSCRIBED');
  expect(await rename('bounced@example.com', 'right@example.com')).toBe('ACTIVE');
  expect(await rename('right2@example.com', 'bounced@example.com')).toBe('BOUNCED');
  expect(await create(owner, 'left@example.com')).toMatchObject({ status: 'UNSUBSCRIBED' });
});

test('one mailbox in two spellings is one recipient at every door', async () => {
  const owner = await build.user();
  const { id } = await create(owner, 'twin@münchen.example');
  const spellings = ['twin@xn--mnchen-3ya.example', 'TWIN@MÜNCHEN.EXAMPLE.', 'twin@mu\u0308nchen.example'];
  for (const email of spellings) {
    const { extensions } = await as(owner).refused(CREATE, { input: { email } });
    expect(extensions.problems?.[0]).toMatchObject({ code: 'EMAIL_TAKEN', path: ['email'] });
  }
  const second = await create(owner, 'other@example.com');
  const { extensions } = await as(owner).refused(UPDATE, { id: second.id, input: { email: spellings[0] } });
  expect(extensions.problems?.[0]?.code).toBe('EMAIL_TAKEN');
  const rows = spellings.map((email) => `"${email.replaceAll('"', '""')}",Twin`);
  expect((await importText(owner, ['email,name', ...rows].join('\n'))).counts).toMatchObject({
    updated: 1,
    repeated: spellings.length - 1,
  });
  expect((await as(owner).ask(UPDATE, { id, input: { email: spellings[0] } })).updateRecipient.id).toBe(id);
  expect(await statusesOf(owner)).toHaveLength(2);
});
