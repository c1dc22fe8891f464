import { beforeAll, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import { expectQueries } from '../../test/expect-queries.ts';
import type { User } from '../accounts/user.entity.ts';

const OVERVIEW = '{ overview { mailingCount activeMailingCount uniqueRecipientCount sentCount } }';
/** Counts without the cache: most changes in these tests bypass the API, which would drop it. */
async function overview(user: User | null): Promise<Data> {
  await (await testApp()).services.cache.clear();
  return (await as(user).ask(OVERVIEW)).overview;
}

async function launch(owner: User, recipients: number[], states: Parameters<typeof endRun>[1] | null) {
  const people = recipients.map((id) => ({ id }) as never);
  const { id } = await build.mailing({ owner, recipients: people });
  const { launchSend } = await as(owner).ask(
    'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }',
    { id },
  );
  if (states) await endRun(launchSend.id, states);
}

let owner: User;
let before: Data;
// Three mailings: one sent to two of three people, one in progress, and one that nobody has launched.
beforeAll(async () => {
  before = await overview(null);
  owner = await build.user();
  const people = await build.people(owner, 3);
  await launch(owner, people, { [people[0]!]: 'FAILED' });
  await launch(owner, people.slice(0, 1), null);
  await build.mailing({ owner });
});

const own = { mailingCount: 3, activeMailingCount: 1, uniqueRecipientCount: 3, sentCount: 2 };

test('a user is told the numbers of what is theirs', async () => {
  expect(await overview(owner)).toEqual(own);
  const nothing = { mailingCount: 0, activeMailingCount: 0, uniqueRecipientCount: 0, sentCount: 0 };
  expect(await overview(await build.user())).toEqual(nothing);
});

test('visitors, managers and superusers are told those of everything', async () => {
  const all = await overview(null);
  for (const [name, count] of Object.entries(own))
    expect(all[name]).toBeGreaterThanOrEqual(before[name] + count);
  expect(await overview(await build.manager())).toEqual(all);
  expect(await overview(await build.superuser())).toEqual(all);
});

test('what was added in a period is counted, also after a change', async () => {
  const user = await build.user();
  const ADDED = `query ($from: DateTime!, $to: DateTime) { overview { added(from: $from, to: $to) { mailings recipients } } }`;
  const added = async (viewer: User, from: string, to?: string) =>
    (await as(viewer).ask(ADDED, { from, to })).overview.added;
  expect(await added(user, '2001-01-01T00:00:00Z')).toEqual({ mailings: 0, recipients: 0 });
  const mailing = await build.mailing({ owner: user, people: 3 });
  const em = (await testApp()).orm.em.fork();
  await em.execute("update mailing set created_at = '2001-02-01T00:00:00Z' where id = ?", [mailing.id]);
  await em.execute(
    "update recipient set created_at = '2001-01-31T23:59:59.999Z' where id = (select min(id) from recipient where owner_id = ?)",
    [user.id],
  );
  await (await testApp()).services.cache.clear();
  expect(await added(user, '2001-01-01T00:00:00Z')).toEqual({ mailings: 1, recipients: 3 });
  expect(await added(user, '2001-01-01T00:00:00Z', '2001-02-01T00:00:00Z')).toEqual({
    mailings: 0,
    recipients: 1,
  });
  expect(await added(user, '2001-02-01T00:00:00Z', '2001-03-01T00:00:00Z')).toEqual({
    mailings: 1,
    recipients: 0,
  });
  const year = ['2001-01-01T00:00:00Z', '2002-01-01T00:00:00Z'] as const;
  expect(await added(await build.user(), ...year)).toEqual({ mailings: 0, recipients: 0 });
  expect(await added(await build.manager(), ...year)).toEqual({ mailings: 1, recipients: 1 });
  await as(user).ask('mutation { createRecipient(input: { email: "later@example.com" }) { id } }');
  expect(await added(user, '2001-01-01T00:00:00Z')).toEqual({ mailings: 1, recipients: 4 });
  expect((await as(null).refused(ADDED, { from: year[0] })).extensions.code).toBe('UNAUTHENTICATED');
});

test('an address counts once, whoever has it and however it is typed', async () => {
  const [one, other] = [await build.user(), await build.user()];
  const start = (await overview(null)).uniqueRecipientCount;
  await build.recipient({ owner: one, email: `same-${one.id}@example.com` });
  await build.recipient({ owner: other, email: `SAME-${one.id}@EXAMPLE.com` });
  expect((await overview(null)).uniqueRecipientCount).toBe(start + 1);
});

test('it is not counted for each request, and again when it has changed', async () => {
  const user = await build.user();
  expect(await overview(user)).toMatchObject({ uniqueRecipientCount: 0 });
  const kept = async () => (await as(user).ask(OVERVIEW)).overview;
  expect(await expectQueries(1, kept)).toMatchObject({ uniqueRecipientCount: 0 });
  await as(user).ask('mutation { createRecipient(input: { email: "new@example.com" }) { id } }');
  expect(await kept()).toMatchObject({ uniqueRecipientCount: 1 });
});

test('visitors cost nothing while it is kept, and share it with nobody who sees less', async () => {
  await overview(null);
  const user = await build.user();
  expect(await expectQueries(0, async () => (await as(null).ask(OVERVIEW)).overview)).not.toMatchObject({
    mailingCount: 0,
  });
  expect((await as(user).ask(OVERVIEW)).overview).toMatchObject({ mailingCount: 0 });
});
