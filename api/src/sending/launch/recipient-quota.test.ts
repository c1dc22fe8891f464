import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { until } from '../../../test/worker.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const LIMITED =
  'mutation ($id: ID!, $isLimited: Boolean!) { setUserLimited(id: $id, isLimited: $isLimited) { isLimited } }';

const mostOf = async () => (await testApp()).services.newAccounts.recipientsPerDay;

/** Number of launches that wait for a lock. */
async function waitingLaunches(): Promise<number> {
  const rows = await (
    await testApp()
  ).orm.em
    .fork()
    .execute(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%"user"%'`,
    );
  return rows.length;
}

test('a new account writes to so many recipients a day, by all its mailings together, until that is lifted', async () => {
  const most = await mostOf();
  const owner = await build.user({ isLimited: true });
  const [first, second] = [
    await build.mailing({ owner, people: most - 1 }),
    await build.mailing({ owner, people: 2 }),
  ];
  await as(owner).ask(LAUNCH, { id: first.id });
  const { extensions } = await as(owner).refused(LAUNCH, { id: second.id });
  expect(extensions).toMatchObject({ code: 'INVALID', problems: [{ code: 'QUOTA_RECIPIENTS' }] });
  expect((await as(await build.superuser()).refused(LAUNCH, { id: second.id })).extensions.code).toBe(
    'INVALID',
  );
  expect((await as(owner).refused(LIMITED, { id: owner.id, isLimited: false })).extensions.code).toBe(
    'FORBIDDEN',
  );
  const manager = as(await build.manager());
  expect(await manager.ask(LIMITED, { id: owner.id, isLimited: false })).toEqual({
    setUserLimited: { isLimited: false },
  });
  await as(owner).ask(LAUNCH, { id: second.id });
});

test('of two launches at once that are too many together, one is refused', async () => {
  const owner = await build.user({ isLimited: true });
  const people = Math.floor((await mostOf()) / 2) + 1;
  const mailings = [await build.mailing({ owner, people }), await build.mailing({ owner, people })];
  // Held until both have frozen their audience, so that neither sees the other's without waiting for it.
  const em = (await testApp()).orm.em.fork();
  await em.begin();
  await em.execute('select from "user" where id = ? for no key update', [owner.id]);
  const launches = Promise.all(mailings.map(({ id }) => as(owner).answer(LAUNCH, { id })));
  await until(async () => (await waitingLaunches()) === mailings.length);
  await em.commit();
  const answers = await launches;
  expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
  const refused = answers.find(({ error }) => error !== null);
  expect(refused!.error!.extensions.problems).toMatchObject([{ code: 'QUOTA_RECIPIENTS' }]);
});

test('what was sent a day ago does not count, and other accounts have no quota', async () => {
  const most = await mostOf();
  const [owner, other] = [await build.user({ isLimited: true }), await build.user()];
  const { id } = await build.mailing({ owner, people: most });
  await as(owner).ask(LAUNCH, { id });
  const { orm } = await testApp();
  await orm.em
    .fork()
    .execute(`update mailing_run set started_at = now() - interval '25 hours' where mailing_id = ?`, [id]);
  await as(owner).ask(LAUNCH, { id: (await build.mailing({ owner, people: most })).id });
  const large = await build.mailing({ owner: other, people: most + 1 });
  expect(await as(other).answer(LAUNCH, { id: large.id })).toMatchObject({ error: null });
});
