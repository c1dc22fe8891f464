import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { expectQueries } from '../../../test/expect-queries.ts';
import type { User } from '../../accounts/user.entity.ts';
import { sumUp } from './sum-up.ts';

const COUNTS = `query ($owner: ID, $list: ID) {
  all: recipients(filter: { ownerId: $owner }) { totalCount totalCountIsExact }
  active: recipients(filter: { ownerId: $owner, status: ACTIVE }) { totalCount }
  gone: recipients(filter: { ownerId: $owner, statuses: [UNSUBSCRIBED, BOUNCED] }) { totalCount }
  listed: recipients(filter: { listId: $list }) { totalCount } }`;

const execute = async <T>(sql: string, params: unknown[] = []) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);

async function counted(viewer: User, owner: User, list = '0') {
  const { all, active, gone, listed } = await as(viewer).ask(COUNTS, { owner: owner.id, list });
  expect(all.totalCountIsExact).toBe(true);
  return [all.totalCount, active.totalCount, gone.totalCount, listed.totalCount];
}

const add = (owner: User, howMany: number) =>
  execute(
    `insert into recipient (owner_id, email, status) select ?, gen_random_uuid() || '@example.com',
       case when n % 10 = 0 then 'BOUNCED' else 'ACTIVE' end from generate_series(1, ?) n`,
    [owner.id, howMany],
  );

test('counters follow whatever is added, changed and deleted', async () => {
  const [owner, other, superuser] = [await build.user(), await build.user(), await build.superuser()];
  expect(await counted(owner, owner)).toEqual([0, 0, 0, 0]);
  await add(owner, 20);
  await add(other, 10);
  expect(await counted(owner, owner)).toEqual([20, 18, 2, 0]);
  expect(await counted(superuser, other)).toEqual([10, 9, 1, 0]);
  expect(await counted(other, owner)).toEqual([0, 0, 0, 0]);
  await execute(
    "update recipient set status = 'UNSUBSCRIBED', comment = 'x' where owner_id = ? and status = 'BOUNCED'",
    [owner.id],
  );
  await execute("update recipient set comment = 'y' where owner_id = ?", [owner.id]);
  await execute(
    "update recipient set status = 'COMPLAINED' where id in (select id from recipient where owner_id = ? limit 1)",
    [owner.id],
  );
  const [, active, gone] = await counted(owner, owner);
  expect(active + gone).toBe(19);
  await execute("delete from recipient where owner_id in (?, ?) and status <> 'ACTIVE'", [
    owner.id,
    other.id,
  ]);
  expect((await counted(owner, owner))[0]).toBe(active);
  expect(await counted(superuser, other)).toEqual([9, 9, 0, 0]);
});

test('what is rolled back was never counted', async () => {
  const owner = await build.user();
  const { orm } = await testApp();
  const given = orm.em.fork().transactional(async (em) => {
    await em.execute("insert into recipient (owner_id, email) values (?, 'a@example.com')", [owner.id]);
    throw new Error('No.');
  });
  await expect(given).rejects.toThrow('No.');
  expect(await counted(owner, owner)).toEqual([0, 0, 0, 0]);
});

test('many small changes become few rows, with the same sum, while others go on', async () => {
  const owner = await build.user();
  for (let number = 0; number < 30; number++) await add(owner, 1);
  const { orm } = await testApp();
  const rows = async () =>
    (
      await execute<{ count: number }>(
        'select count(*)::int as count from recipient_count where owner_id = ?',
        [owner.id],
      )
    )[0]!.count;
  expect(await rows()).toBe(30);
  await Promise.all([sumUp(orm.em.fork()), sumUp(orm.em.fork()), add(owner, 5), add(owner, 5)]);
  expect(await counted(owner, owner)).toEqual([40, 40, 0, 0]);
  await sumUp(orm.em.fork());
  expect(await rows()).toBeLessThan(25);
  await execute('delete from "user" where id = ?', [owner.id]);
  for (let number = 0; number < 25; number++) await add(await build.user(), 1);
  const superuser = await build.superuser();
  expect((await counted(superuser, owner))[0]).toBe(0);
});

test('the people of a list by its counter, whoever may see it', async () => {
  const [owner, stranger, manager] = [await build.user(), await build.user(), await build.manager()];
  const recipients = [await build.recipient({ owner }), await build.recipient({ owner })];
  const list = String((await build.list({ owner, recipients })).id);
  expect((await counted(owner, owner, list))[3]).toBe(2);
  expect((await counted(manager, owner, list))[3]).toBe(2);
  expect((await counted(stranger, owner, list))[3]).toBe(0);
  expect((await counted(owner, owner, 'x'))[3]).toBe(0);
});

test('a count that nobody keeps stops at 10,000, and says so', async () => {
  const owner = await build.user();
  const COUNT = `query ($search: String) { recipients(first: 1, filter: { search: $search }) { nodes { id } totalCount totalCountIsExact } }`;
  await add(owner, 10_000);
  // The viewer, the page, and one count for both fields.
  const exact = await expectQueries(3, () => as(owner).ask(COUNT, { search: 'example.com' }));
  expect(exact.recipients).toMatchObject({ totalCount: 10_000, totalCountIsExact: true });
  await add(owner, 5);
  const { recipients } = await as(owner).ask(COUNT, { search: 'example.com' });
  expect(recipients).toMatchObject({ totalCount: 10_000, totalCountIsExact: false });
});
