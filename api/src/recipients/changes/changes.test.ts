import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { statementsOf } from '../../../test/expect-queries.ts';
import type { User } from '../../accounts/user.entity.ts';
import { claimChange } from './running/claim-change.ts';
import { runChange } from './running/run-change.ts';

const leaseSeconds = 20;
const FIELDS = 'id kind status totalCount doneCount changedCount restoredCount leftAloneCount isUndoable';
const CHANGE = `mutation ($input: ChangeRecipientsInput!) { changeRecipients(input: $input) { ${FIELDS} } }`;
const UNDO = `mutation ($id: ID!) { undoRecipientChange(id: $id) { ${FIELDS} } }`;
const CANCEL = `mutation ($id: ID!) { cancelRecipientChange(id: $id) { ${FIELDS} } }`;
const ONE = `query ($id: ID!) { recipientChange(id: $id) { ${FIELDS} } }`;
const ALL = { createdAfter: '2000-01-01T00:00:00Z' };

const ask = async (owner: User, input: object) =>
  (await as(owner).ask(CHANGE, { input: { selection: { filter: ALL }, ...input } })).changeRecipients;
const find = async (owner: User, id: string) => (await as(owner).ask(ONE, { id })).recipientChange;

/** Works on a change until it ends, or until something happens after a batch. */
async function work(id: string, given: Partial<Parameters<typeof runChange>[1]> = {}) {
  const { orm } = await testApp();
  const claimed = await claimChange(orm.em.fork(), { leaseSeconds, changeId: Number(id) });
  if (!claimed) throw new Error('Another worker has it.');
  return runChange(claimed, { orm, leaseSeconds, signal: new AbortController().signal, ...given });
}
async function done(owner: User, input: object) {
  const { id } = await ask(owner, input);
  await work(id);
  return find(owner, id);
}
async function undone(owner: User, id: string) {
  await as(owner).ask(UNDO, { id });
  await work(id);
  return find(owner, id);
}
const execute = async <T>(sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);

/** Everything stored about an owner's people. */
const stateOf = async (owner: User) => ({
  people: await execute('select * from recipient where owner_id = ? order by id', [owner.id]),
  lists: await execute(
    `select name, recipient_count, (select json_agg(recipient_id order by recipient_id) from recipient_list_member where list_id = id) as members
     from recipient_list where owner_id = ? order by id`,
    [owner.id],
  ),
  mailings: await execute(
    'select mailing_recipient.* from mailing_recipient join mailing on mailing.id = mailing_id where owner_id = ? order by 1, 2',
    [owner.id],
  ),
  suppressions: await execute('select * from suppression where owner_id = ? order by id', [owner.id]),
});

/** Ten people in lists and a mailing, three of them suppressed. */
async function world() {
  const owner = await build.user();
  const ids = (await build.people(owner, 10)).map(Number);
  await execute(
    `update recipient set attributes = jsonb_build_object('city', 'City ' || id % 3) where owner_id = ? and id % 2 = 0`,
    [owner.id],
  );
  const some = await execute<{ email: string }>(
    'select email from recipient where owner_id = ? order by id limit 3',
    [owner.id],
  );
  await as(owner).ask(
    'mutation ($emails: [String!]!) { addSuppressions(input: { emails: $emails }) { addedCount } }',
    {
      emails: some.map(({ email }) => email),
    },
  );
  const mailing = await build.mailing({ owner });
  await execute('insert into mailing_recipient select ?, unnest(?::int[])', [
    mailing.id,
    `{${ids.slice(0, 5).join()}}`,
  ]);
  const list = await build.list({ owner });
  await execute('insert into recipient_list_member select ?, unnest(?::int[])', [
    list.id,
    `{${ids.slice(2, 7).join()}}`,
  ]);
  return { owner, ids, list };
}

const kinds = (listId: number): [object, number][] => [
  [{ kind: 'SET_STATUS', status: 'ACTIVE' }, 3],
  [{ kind: 'SET_STATUS', status: 'UNSUBSCRIBED' }, 7],
  [{ kind: 'SET_STATUS', status: 'COMPLAINED' }, 10],
  [{ kind: 'ADD_TO_LIST', listId }, 5],
  [{ kind: 'REMOVE_FROM_LIST', listId }, 5],
  [{ kind: 'SET_ATTRIBUTE', attributeName: 'city', attributeValue: 'Rome' }, 10],
  [{ kind: 'REMOVE_ATTRIBUTE', attributeName: 'city' }, 5],
  [{ kind: 'DELETE' }, 10],
];

test('each kind of change is made, counted, and undone without a trace', async () => {
  const { owner, list } = await world();
  const before = await stateOf(owner);
  for (const [input, changedCount] of kinds(list.id)) {
    const change = await done(owner, input);
    expect(change).toMatchObject({
      status: 'COMPLETED',
      totalCount: 10,
      doneCount: 10,
      changedCount,
      isUndoable: true,
    });
    expect(await stateOf(owner)).not.toEqual(before);
    expect(await undone(owner, change.id)).toMatchObject({
      status: 'UNDONE',
      restoredCount: changedCount,
      leftAloneCount: 0,
      isUndoable: false,
    });
    expect({ input, ...(await stateOf(owner)) }).toEqual({ input, ...before });
  }
});

test('whoever was changed since is left alone, and counted', async () => {
  const { owner, ids, list } = await world();
  const update =
    'mutation ($id: ID!, $input: UpdateRecipientInput!) { updateRecipient(id: $id, input: $input) { id } }';
  const since = (id: number, input: object) => as(owner).ask(update, { id, input });
  const attribute = await done(owner, { kind: 'SET_ATTRIBUTE', attributeName: 'a', attributeValue: 1 });
  await since(ids[0]!, { comment: 'New' });
  expect(await undone(owner, attribute.id)).toMatchObject({ restoredCount: 9, leftAloneCount: 1 });
  const status = await done(owner, { kind: 'SET_STATUS', status: 'BOUNCED' });
  await since(ids[9]!, { status: 'COMPLAINED' });
  expect(await undone(owner, status.id)).toMatchObject({ restoredCount: 9, leftAloneCount: 1 });
  const statuses = await execute<{ status: string }>(
    'select status from recipient where owner_id = ? order by id',
    [owner.id],
  );
  expect(statuses.map((row) => row.status)).toEqual([
    ...Array(3).fill('UNSUBSCRIBED'),
    ...Array(6).fill('ACTIVE'),
    'COMPLAINED',
  ]);
  const listed = await done(owner, { kind: 'ADD_TO_LIST', listId: list.id });
  await since(ids[0]!, { listIds: [] });
  expect(await undone(owner, listed.id)).toMatchObject({ restoredCount: 4, leftAloneCount: 1 });
  const [first] = await execute<{ email: string }>('select email from recipient where id = ?', [ids[5]]);
  const deleted = await done(owner, { kind: 'DELETE' });
  await build.recipient({ owner, email: first!.email });
  expect(await undone(owner, deleted.id)).toMatchObject({ restoredCount: 9, leftAloneCount: 1 });
});

test('many are changed in bounded transactions; a worker that dies is followed by another, which repeats nothing', async () => {
  const owner = await build.user();
  await execute(
    `insert into recipient (owner_id, email) select ?, 'p' || i || '-${owner.id}@example.com' from generate_series(1, 4500) i`,
    [owner.id],
  );
  const list = await build.list({ owner });
  const { id, totalCount } = await ask(owner, { kind: 'ADD_TO_LIST', listId: list.id });
  expect(totalCount).toBe(4500);
  const expire = (id: string) =>
    execute("update recipient_change set leased_until = now() - interval '1 second' where id = ?", [id]);
  const died = new Error('The process is gone.');
  const onBatch = () => {
    throw died;
  };
  for (let death = 1; death <= 2; death++) {
    await expect(work(id, { onBatch })).rejects.toBe(died);
    expect(await find(owner, id)).toMatchObject({ status: 'RUNNING', doneCount: death * 1000 });
    await expire(id);
  }
  await work(id);
  expect(await find(owner, id)).toMatchObject({ status: 'COMPLETED', doneCount: 4500, changedCount: 4500 });
  const { id: deletion } = await ask(owner, { kind: 'DELETE' });
  const { statements } = await statementsOf(() => work(deletion));
  // Five batches, one to find that there are no more, a look at the tables' statistics, and the end.
  expect(statements.filter((sql) => sql.startsWith('begin'))).toHaveLength(8);
  expect(statements.length).toBeLessThan(70);
  await as(owner).ask(UNDO, { id: deletion });
  await expect(work(deletion, { onBatch })).rejects.toBe(died);
  await expire(deletion);
  await work(deletion);
  expect(await find(owner, deletion)).toMatchObject({ status: 'UNDONE', restoredCount: 4500 });
  const { recipientLists } = await as(owner).ask('{ recipientLists { nodes { recipientCount } } }');
  expect(recipientLists.nodes).toEqual([{ recipientCount: 4500 }]);
});

test('a change that is cancelled keeps what it did, which can be undone; later it cannot', async () => {
  const owner = await build.user();
  await execute(
    `insert into recipient (owner_id, email) select ?, 'p' || i || '-${owner.id}@example.com' from generate_series(1, 2500) i`,
    [owner.id],
  );
  const { id } = await ask(owner, { kind: 'SET_ATTRIBUTE', attributeName: 'a', attributeValue: true });
  await work(id, {
    onBatch: () =>
      as(owner)
        .ask(CANCEL, { id })
        .then(() => {}),
  });
  expect(await find(owner, id)).toMatchObject({
    status: 'CANCELLED',
    doneCount: 1000,
    changedCount: 1000,
    isUndoable: true,
  });
  expect((await as(owner).refused(CANCEL, { id })).extensions.reason).toBe('CHANGE_HAS_ENDED');
  await execute("update recipient_change set finished_at = now() - interval '25 hours' where id = ?", [id]);
  expect((await as(owner).refused(UNDO, { id })).extensions.reason).toBe('CHANGE_CANNOT_BE_UNDONE');
  await execute('update recipient_change set finished_at = now() where id = ?', [id]);
  expect(await undone(owner, id)).toMatchObject({ status: 'UNDONE', restoredCount: 1000 });
});

test('only what the actor may change is changed; what is missing or wrong is refused', async () => {
  const { owner, list } = await world();
  const [manager, superuser] = [await build.manager(), await build.superuser()];
  const filter = { ownerId: String(owner.id) };
  const total = async (user: User) => (await ask(user, { kind: 'DELETE', selection: { filter } })).totalCount;
  expect([await total(manager), await total(superuser), await total(owner)]).toEqual([0, 10, 10]);
  const code = async (input: object, user = owner) => {
    const { extensions } = await as(user).refused(CHANGE, {
      input: { selection: { filter: ALL }, ...input },
    });
    return extensions.problems?.[0]?.code ?? extensions.code;
  };
  expect(await code({ kind: 'DELETE', selection: { filter: {} } })).toBe('IDS_OR_FILTER');
  const both = { ids: ['1'], filter: ALL };
  expect(await code({ kind: 'DELETE', selection: both })).toBe('BAD_USER_INPUT');
  expect(await code({ kind: 'SET_STATUS' })).toBe('REQUIRED');
  expect(await code({ kind: 'ADD_TO_LIST' })).toBe('REQUIRED');
  expect(await code({ kind: 'ADD_TO_LIST', listId: list.id }, await build.user())).toBe('NOT_FOUND');
  expect(await code({ kind: 'ADD_TO_LIST', listId: list.id }, manager)).toBe('FORBIDDEN');
  expect(await code({ kind: 'SET_ATTRIBUTE', attributeName: ' ', attributeValue: 1 })).toBe('REQUIRED');
  expect(await code({ kind: 'SET_ATTRIBUTE', attributeName: 'a' })).toBe('REQUIRED');
  expect(await code({ kind: 'SET_ATTRIBUTE', attributeName: 'a', attributeValue: {} })).toBe('WRONG_VALUE');
  expect(await code({ kind: 'REMOVE_ATTRIBUTE' })).toBe('REQUIRED');
});
