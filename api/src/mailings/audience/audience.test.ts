import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import type { User } from '../../accounts/user.entity.ts';

const PREVIEW = `query ($input: PreviewAudienceInput!) { previewAudience(input: $input) { count leftOut { reason count } } }`;
const preview = async (user: User, input: object) => (await as(user).ask(PREVIEW, { input })).previewAudience;

/** Three people who may be written to, two of them in both lists, and one for each reason not to. */
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
  // One of the list's two active members has left it; both are still reached through the other list.
  expect([counts.get(id), counts.get(other.id), counts.get(both.id)]).toEqual([1, 3, 3]);
  for (const mailing of [id, other.id, both.id]) {
    expect((await preview(owner, { mailingId: mailing })).count).toBe(counts.get(mailing));
  }
});

test('a list that is the whole audience counts as it does beside an empty one', async () => {
  const owner = await build.user();
  const people = await build.people(owner, 12);
  const em = (await testApp()).orm.em.fork();
  const emails = await em.execute<{ email: string }[]>(
    'select email from recipient where owner_id = ? order by id',
    [owner.id],
  );
  const list = await build.list({ owner });
  const [empty, other] = [await build.list({ owner }), await build.list({ owner })];
  await em.execute('insert into recipient_list_member (list_id, recipient_id) select ?, unnest(?::int[])', [
    list.id,
    `{${people.slice(0, 10).join()}}`,
  ]);
  const refuse = async (
    at: number,
    values: { owner: number | null; reach: string; list?: number; reason?: string },
  ) =>
    em.execute(
      `insert into suppression (address_hash, owner_id, reach, list_id, reason, source)
       values (address_hash(?), ?, ?, ?, ?, 'BY_HAND')`,
      [emails[at]!.email, values.owner, values.reach, values.list ?? null, values.reason ?? 'UNSUBSCRIBED'],
    );
  await refuse(0, { owner: owner.id, reach: 'OWNER', reason: 'COMPLAINED' });
  await refuse(0, { owner: owner.id, reach: 'LIST', list: list.id });
  await refuse(1, { owner: null, reach: 'INSTALLATION', reason: 'BOUNCED' });
  await refuse(2, { owner: owner.id, reach: 'LIST', list: list.id });
  await refuse(3, { owner: owner.id, reach: 'LIST', list: other.id });
  await refuse(11, { owner: owner.id, reach: 'OWNER' });
  await em.execute(`update recipient set status = 'BOUNCED' where id = ?`, [people[4]!]);
  const alone = {
    count: 6,
    leftOut: [
      { reason: 'BOUNCED', count: 2 },
      { reason: 'COMPLAINED', count: 1 },
      { reason: 'UNSUBSCRIBED', count: 1 },
    ],
  };
  expect(await preview(owner, { listIds: [list.id, empty.id] })).toEqual(alone);
  expect(await preview(owner, { listIds: [list.id] })).toEqual(alone);
  const { id } = await build.mailing({ owner, lists: [list] });
  expect(await preview(owner, { mailingId: id })).toEqual(alone);
  expect(await preview(await build.user(), { listIds: [list.id] })).toEqual({ count: 0, leftOut: [] });
});
