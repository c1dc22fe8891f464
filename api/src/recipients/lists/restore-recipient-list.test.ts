import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { cleanUp } from '../../jobs/clean-up.ts';
import { claimChange } from '../changes/running/claim-change.ts';
import { runChange } from '../changes/running/run-change.ts';

const DELETE = 'mutation ($id: ID!) { deleteRecipientList(id: $id) }';
const FIELDS = 'id name description recipientCount createdAt owner { id } viewerCan { edit delete }';
const RESTORE = `mutation ($id: ID!) { restoreRecipientList(id: $id) { ${FIELDS} } }`;
const ONE = `query ($id: ID!) { recipientList(id: $id) { ${FIELDS} } }`;
const AUDIENCE = 'query ($id: ID!) { mailing(id: $id) { audienceCount lists { id } } }';

const execute = async <T>(sql: string, params: unknown[] = []) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);
const membersOf = (id: number) =>
  execute<{ recipient_id: number }>(
    'select recipient_id from recipient_list_member where list_id = ? order by 1',
    [id],
  );

test('a deleted list comes back as it was, in its mailings too', async () => {
  const owner = await build.user();
  const people = [await build.recipient({ owner }), await build.recipient({ owner })];
  const list = await build.list({ owner, name: 'News "of" 5\' tall', recipients: people });
  const mailing = await build.mailing({ owner, lists: [list] });
  const { id } = list;
  const before = (await as(owner).ask(ONE, { id })).recipientList;
  const members = await membersOf(id);
  await as(owner).ask(DELETE, { id });
  expect((await as(owner).ask(AUDIENCE, { id: mailing.id })).mailing).toEqual({
    audienceCount: 0,
    lists: [],
  });
  expect((await as(owner).ask(RESTORE, { id })).restoreRecipientList).toEqual(before);
  expect((await as(owner).ask(ONE, { id })).recipientList).toEqual(before);
  expect(await membersOf(id)).toEqual(members);
  expect((await as(owner).ask(AUDIENCE, { id: mailing.id })).mailing).toEqual({
    audienceCount: 2,
    lists: [{ id: String(id) }],
  });
  // Once only, and a list made later has another number.
  expect((await as(owner).refused(RESTORE, { id })).extensions.code).toBe('NOT_FOUND');
  expect((await build.list({ owner })).id).toBeGreaterThan(id);
});

test('many people come back in the background, and the mailings have the list once it is whole', async () => {
  const owner = await build.user();
  const list = await build.list({ owner, name: 'Large' });
  const mailing = await build.mailing({ owner, lists: [list] });
  const { id } = list;
  await execute(
    `with made as (
       insert into recipient (owner_id, email) select ?, 'p' || n || '@example.com' from generate_series(1, 20001) n returning id
     ) insert into recipient_list_member select ?, id from made`,
    [owner.id, id],
  );
  const members = await membersOf(id);
  const change = 'change { id status totalCount listName }';
  await as(owner).ask(DELETE, { id });
  const restored = (await as(owner).ask(RESTORE.replace('viewerCan', `${change} viewerCan`), { id }))
    .restoreRecipientList;
  expect(restored).toMatchObject({
    name: 'Large',
    recipientCount: 0,
    change: { status: 'QUEUED', totalCount: 20_001, listName: 'Large' },
  });
  expect((await as(owner).ask(AUDIENCE, { id: mailing.id })).mailing.lists).toEqual([]);

  const { orm } = await testApp();
  const leaseSeconds = 20;
  const claimed = await claimChange(orm.em.fork(), { leaseSeconds, changeId: Number(restored.change.id) });
  await runChange(claimed!, { orm, leaseSeconds, signal: new AbortController().signal });
  expect(await membersOf(id)).toEqual(members);
  expect((await as(owner).ask(AUDIENCE, { id: mailing.id })).mailing).toEqual({
    audienceCount: 20_001,
    lists: [{ id: String(id) }],
  });
  const found = await as(owner).ask(`query ($id: ID!) { recipientList(id: $id) { ${change} } }`, { id });
  expect(found.recipientList.change).toBeNull();
});

test('who and what has been deleted meanwhile stays deleted', async () => {
  const owner = await build.user();
  const [stays, goes] = [await build.recipient({ owner }), await build.recipient({ owner })];
  const list = await build.list({ owner, recipients: [stays, goes] });
  const mailing = await build.mailing({ owner, lists: [list] });
  await as(owner).ask(DELETE, { id: list.id });
  await as(owner).ask('mutation ($id: ID!) { deleteRecipient(id: $id) }', { id: goes.id });
  await as(owner).ask('mutation ($id: ID!) { deleteMailing(id: $id) }', { id: mailing.id });
  expect((await as(owner).ask(RESTORE, { id: list.id })).restoreRecipientList.recipientCount).toBe(1);
  expect(await membersOf(list.id)).toEqual([{ recipient_id: stays.id }]);
  expect(await execute('select from mailing_list where list_id = ?', [list.id])).toEqual([]);
});

test('a name that was taken meanwhile keeps the list away until it is free', async () => {
  const owner = await build.user();
  const list = await build.list({ owner, name: 'Friends', recipients: [await build.recipient({ owner })] });
  await as(owner).ask(DELETE, { id: list.id });
  const other = await build.list({ owner, name: 'FRIENDS' });
  expect((await as(owner).refused(RESTORE, { id: list.id })).extensions).toMatchObject({
    code: 'INVALID',
    problems: [{ code: 'LIST_NAME_TAKEN', path: ['name'] }],
  });
  await as(owner).ask(DELETE, { id: other.id });
  expect((await as(owner).ask(RESTORE, { id: list.id })).restoreRecipientList).toMatchObject({
    name: 'Friends',
    recipientCount: 1,
  });
});

test('it is restored by those who may delete it', async () => {
  const owner = await build.user();
  const { id } = await build.list({ owner });
  await as(owner).ask(DELETE, { id });
  const [stranger, manager] = [await build.user(), await build.manager()];
  expect((await as(stranger).refused(RESTORE, { id })).extensions).toEqual({ code: 'NOT_FOUND' });
  expect((await as(manager).refused(RESTORE, { id })).extensions.code).toBe('FORBIDDEN');
  expect((await as(await build.superuser()).ask(RESTORE, { id })).restoreRecipientList.owner.id).toBe(
    String(owner.id),
  );
});

test('after a day it is gone for good, and with its owner at once', async () => {
  const owner = await build.user();
  const { id } = await build.list({ owner });
  const kept = () => execute('select from deletion where thing_id = ? and owner_id = ?', [id, owner.id]);
  await as(owner).ask(DELETE, { id });
  expect(await kept()).toHaveLength(1);
  await cleanUp(await testApp());
  expect(await kept()).toHaveLength(1);
  await execute("update deletion set created_at = now() - interval '25 hours' where thing_id = ?", [id]);
  expect((await as(owner).refused(RESTORE, { id })).extensions.code).toBe('NOT_FOUND');
  await cleanUp(await testApp());
  expect(await kept()).toEqual([]);
});

test('a column that has come since gets its default', async () => {
  const owner = await build.user();
  const { id } = await build.list({ owner });
  await as(owner).ask(DELETE, { id });
  // As if the list had been deleted before its description and something else existed.
  await execute(
    `update deletion set contents = jsonb_build_object('recipient_list',
       jsonb_build_array((contents -> 'recipient_list' -> 0) - 'description'::text || '{"gone": 1}'))
     where kind = 'LIST' and thing_id = ?`,
    [id],
  );
  expect((await as(owner).ask(RESTORE, { id })).restoreRecipientList.description).toBe('');
});
