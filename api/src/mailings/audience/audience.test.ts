import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import type { User } from '../../accounts/user.entity.ts';

const PREVIEW = `query ($input: PreviewAudienceInput!) { previewAudience(input: $input) { count leftOut { reason count } } }`;
const preview = async (user: User, input: object) => (await as(user).ask(PREVIEW, { input })).previewAudience;

/** Three who may be written to, two of them in both lists, and one for each reason not to. */
async function audience(owner: User) {
  const make = (status: 'ACTIVE' | 'UNSUBSCRIBED' | 'BOUNCED' | 'COMPLAINED') =>
    build.recipient({ owner, status });
  const [one, two, three] = [await make('ACTIVE'), await make('ACTIVE'), await make('ACTIVE')];
  const gone = [
    await make('UNSUBSCRIBED'),
    await make('UNSUBSCRIBED'),
    await make('BOUNCED'),
    await make('COMPLAINED'),
  ];
  const first = await build.list({ owner, recipients: [one, two, ...gone] });
  const second = await build.list({ owner, recipients: [one, two, three] });
  return { recipients: [one, gone[0]!], lists: [first, second] };
}
const expected = {
  count: 3,
  leftOut: [
    { reason: 'BOUNCED', count: 1 },
    { reason: 'COMPLAINED', count: 1 },
    { reason: 'UNSUBSCRIBED', count: 2 },
  ],
};

test('people in several lists and chosen one by one count once', async () => {
  const owner = await build.user();
  const { recipients, lists } = await audience(owner);
  const { id } = await build.mailing({ owner, recipients, lists });
  expect(await preview(owner, { mailingId: id })).toEqual(expected);
  const { mailing } = await as(owner).ask('query ($id: ID!) { mailing(id: $id) { audienceCount } }', { id });
  expect(mailing.audienceCount).toBe(3);
});

test('an audience that is being put together counts as the saved one would', async () => {
  const owner = await build.user();
  const { recipients, lists } = await audience(owner);
  const recipientIds = recipients.map(({ id }) => id);
  const listIds = lists.map(({ id }) => id);
  expect(await preview(owner, { recipientIds, listIds })).toEqual(expected);
  expect(await preview(owner, { recipientIds: [recipientIds[0], recipientIds[0]] })).toEqual({
    count: 1,
    leftOut: [],
  });
  expect(await preview(owner, {})).toEqual({ count: 0, leftOut: [] });
  expect(await preview(owner, { recipientIds: ['x', '0', '2147483648'], listIds: null })).toEqual({
    count: 0,
    leftOut: [],
  });
});

test("other people's recipients, lists and mailings tell nothing", async () => {
  const [owner, stranger, manager] = [await build.user(), await build.user(), await build.manager()];
  const { recipients, lists } = await audience(owner);
  const { id } = await build.mailing({ owner, recipients, lists });
  const ids = { recipientIds: recipients.map(({ id }) => id), listIds: lists.map(({ id }) => id) };
  expect(await preview(stranger, ids)).toEqual({ count: 0, leftOut: [] });
  const hidden = await as(stranger).refused(PREVIEW, { input: { mailingId: id } });
  expect(hidden.extensions).toEqual({ code: 'NOT_FOUND' });
  expect(hidden).toEqual(await as(stranger).refused(PREVIEW, { input: { mailingId: '2147483647' } }));
  expect(await preview(manager, { mailingId: id })).toEqual(expected);
});

test('the scopes count whom a launch of theirs would reach', async () => {
  const owner = await build.user();
  const [failed, sent, fresh] = [
    await build.recipient({ owner }),
    await build.recipient({ owner }),
    await build.recipient({ owner }),
  ];
  const mailing = await build.mailing({ owner, recipients: [failed, sent] });
  const { launchSend } = await as(owner).ask(
    'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }',
    {
      id: mailing.id,
    },
  );
  const { orm } = await testApp();
  const em = orm.em.fork();
  await em.execute(
    "update delivery set state = case recipient_id when ? then 'FAILED' else 'SENT' end where run_id = ?",
    [failed.id, launchSend.id],
  );
  await em.execute(
    "update mailing_run set pending = 0, sent = 1, failed = 1, status = 'COMPLETED', finished_at = now() where id = ?",
    [launchSend.id],
  );
  await em.execute("update mailing set status = 'COMPLETED' where id = ?", [mailing.id]);
  await em.execute('insert into mailing_recipient (mailing_id, recipient_id) values (?, ?)', [
    mailing.id,
    fresh.id,
  ]);
  const countFor = async (scope: string) => (await preview(owner, { mailingId: mailing.id, scope })).count;
  expect([await countFor('ALL'), await countFor('FAILED_ONLY'), await countFor('NOT_YET_SENT')]).toEqual([
    3, 1, 2,
  ]);
});

test('a mailing to one list counts who is in it, without those who left it or want no mail', async () => {
  const owner = await build.user();
  const { recipients, lists } = await audience(owner);
  const [first, second] = lists;
  const { id } = await build.mailing({ owner, lists: [first!] });
  const other = await build.mailing({ owner, lists: [second!] });
  const both = await build.mailing({ owner, lists });
  const { orm } = await testApp();
  const em = orm.em.fork();
  await em.execute(
    `insert into suppression (address_hash, owner_id, list_id, reach, reason)
     select address_hash, owner_id, ?, 'LIST', 'UNSUBSCRIBED' from recipient where id = any (?::int[])`,
    [first!.id, `{${recipients.map((recipient) => recipient.id).join()}}`],
  );
  const COUNTS =
    '{ mailings(orderBy: { field: CREATED_AT, direction: ASC }) { nodes { id audienceCount } } }';
  const { mailings } = await as(owner).ask(COUNTS);
  const counts = new Map(
    mailings.nodes.map((mailing: { id: string; audienceCount: number }) => [
      +mailing.id,
      mailing.audienceCount,
    ]),
  );
  // One of the list's two active members has left it; through the other list both are reached.
  expect([counts.get(id), counts.get(other.id), counts.get(both.id)]).toEqual([1, 3, 3]);
  for (const mailing of [id, other.id, both.id]) {
    expect((await preview(owner, { mailingId: mailing })).count).toBe(counts.get(mailing));
  }
});
