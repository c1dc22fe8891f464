import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, asRequest } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { tokenOf } from '../../test/operations.ts';
import { sessionOf } from '../../test/server.ts';
import { worldOf } from '../../test/world.ts';

const DELETE = 'mutation ($id: ID!) { deleteUser(id: $id) }';
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

/**
 * Number of rows in each table that a user owns or is named in, by each column that refers to users, and by
 * the mailings.
 */
async function rowsOf(id: number): Promise<Record<string, number>> {
  const em = (await testApp()).orm.em.fork();
  const columns = await em.execute<{ place: string; sql: string }[]>(
    `select rel.relname || '.' || att.attname as place,
       format('select count(*)::int as count from %I where %I = ?', rel.relname, att.attname) as sql
     from pg_constraint con join pg_class rel on rel.oid = con.conrelid
     join pg_attribute att on att.attrelid = con.conrelid and att.attnum = con.conkey[1]
     where con.contype = 'f' and con.confrelid = '"user"'::regclass`,
  );
  const counts: Record<string, number> = {};
  for (const { place, sql } of columns) {
    const [row] = await em.execute<{ count: number }[]>(sql, [id]);
    counts[place] = row!.count;
  }
  return counts;
}

const contentsOf = async (ids: { run: string; list: string; mailing: string }) => {
  const em = (await testApp()).orm.em.fork();
  const counts = await em.execute<Record<string, number>[]>(
    `select (select count(*)::int from delivery where run_id = ?) as deliveries,
       (select count(*)::int from attempt where run_id = ?) as attempts,
       (select count(*)::int from recipient_list_member where list_id = ?) as members,
       (select count(*)::int from mailing_recipient where mailing_id = ?) as chosen`,
    [ids.run, ids.run, ids.list, ids.mailing],
  );
  return counts[0]!;
};

test('everything that they own goes with a user, wherever it is, and nothing of anybody else', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  await build.member(owner, await build.group());
  const [session] = [await sessionOf(owner), await sessionOf(other)];
  await tokenOf(owner, ['READ']);
  const [theirs, others] = [await worldOf(owner), await worldOf(other)];
  const kept = [await rowsOf(other.id), await contentsOf(others)];
  const before = await rowsOf(owner.id);
  for (const place of ['recipient', 'recipient_list', 'message', 'mailing', 'mailing_run']) {
    expect(before[`${place}.owner_id`]).toBeGreaterThan(0);
  }
  expect(await contentsOf(theirs)).toEqual({ deliveries: 1, attempts: 1, members: 1, chosen: 1 });
  const { deleteUser } = await as(await build.superuser()).ask(DELETE, { id: owner.id });
  expect(deleteUser).toBe(String(owner.id));
  expect(Object.values(await rowsOf(owner.id)).every((count) => count === 0)).toBe(true);
  expect(await contentsOf(theirs)).toEqual({ deliveries: 0, attempts: 0, members: 0, chosen: 0 });
  expect([await rowsOf(other.id), await contentsOf(others)]).toEqual(kept);
  expect((await asRequest({ cookie: session }).ask('{ viewer { id } }')).viewer).toBeNull();
});

test("what they did with others' things stays, without their name", async () => {
  const [owner, leaving] = [await build.user(), await build.superuser()];
  const { id } = await build.mailing({ owner, people: 1 });
  await as(leaving).ask(LAUNCH, { id });
  await as(leaving).ask('mutation ($id: ID!) { disableMailing(id: $id, reason: "Spam") { id } }', { id });
  const ONE = `query ($id: ID!) { mailing(id: $id) { disabledReason disabledBy { id } currentRun { startedBy { id } } } }`;
  const by = { id: String(leaving.id) };
  expect((await as(owner).ask(ONE, { id })).mailing).toEqual({
    disabledReason: 'Spam',
    disabledBy: by,
    currentRun: { startedBy: by },
  });
  await as(await build.superuser()).ask(DELETE, { id: leaving.id });
  expect((await as(owner).ask(ONE, { id })).mailing).toEqual({
    disabledReason: 'Spam',
    disabledBy: null,
    currentRun: { startedBy: null },
  });
});

test('nobody is deleted while a run of theirs goes on, or is paused; the refusal says which, and what to do', async () => {
  const [owner, superuser] = [await build.user(), as(await build.superuser())];
  const runs: string[] = [];
  for (const name of ['News', 'Offers']) {
    const { id } = await build.mailing({ owner, people: 1, values: { name } });
    runs.push((await as(owner).ask(LAUNCH, { id })).launchSend.id);
  }
  await as(owner).ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: runs[0] });
  const refused = await superuser.refused(DELETE, { id: owner.id });
  expect(refused).toMatchObject({
    message: 'Mailings of this user are not finished: News, Offers. Cancel their runs first.',
    extensions: { code: 'CONFLICT', reason: 'USER_SENDING' },
  });
  for (const id of runs) await superuser.ask('mutation ($id: ID!) { cancelRun(id: $id) { id } }', { id });
  await superuser.ask(DELETE, { id: owner.id });
  expect((await superuser.refused(DELETE, { id: owner.id })).extensions.code).toBe('NOT_FOUND');
});

test('of a launch and the deletion of its owner at once, one is refused', async () => {
  for (let round = 0; round < 10; round++) {
    const [owner, superuser] = [await build.user(), as(await build.superuser())];
    const { id } = await build.mailing({ owner, people: 1 });
    const [launched, deleted] = await Promise.all([
      as(owner).answer(LAUNCH, { id }),
      superuser.answer(DELETE, { id: owner.id }),
    ]);
    const codes = [launched, deleted].map(({ error }) => error?.extensions.code ?? null);
    expect([
      [null, 'CONFLICT'],
      ['NOT_FOUND', null],
    ]).toContainEqual(codes);
  }
});
