import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { testApp } from '../../test/database.ts';
import type { User } from './user.entity.ts';
import { cleanUpAccounts } from './clean-up-accounts.ts';

const em = async () => (await testApp()).orm.em.fork();
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const unconfirmed = (days: number, given: Partial<User> = {}) =>
  build.user({ emailConfirmedAt: null, createdAt: daysAgo(days), ...given });
const remain = async (table: string, column: string, values: (number | string)[]) => {
  const rows = await (
    await em()
  ).execute<{ value: number | string }[]>(
    `select ${column} as value from ${table} where ${column} in (${values.map(() => '?').join()})`,
    values,
  );
  return rows.map(({ value }) => value);
};

test('links that are too old and limits that are over go', async () => {
  const [old, young] = [await build.user(), await build.user()];
  await build.link(old, 'RESET_PASSWORD', { expiresAt: daysAgo(1) });
  await build.link(young, 'RESET_PASSWORD');
  await (
    await em()
  ).execute('insert into rate_limit values (?, 1, ?), (?, 1, ?)', [
    `over-${old.id}`,
    Date.now() - 1e3,
    `on-${old.id}`,
    Date.now() + 6e5,
  ]);
  await cleanUpAccounts(await em());
  expect(await remain('mailed_link', 'user_id', [old.id, young.id])).toEqual([young.id]);
  expect(await remain('rate_limit', 'key', [`over-${old.id}`, `on-${old.id}`])).toEqual([`on-${old.id}`]);
});

test('mails go a week after they were sent or given up, and never before', async () => {
  const users = await Promise.all([1, 2, 3].map(() => build.user()));
  const finished = [daysAgo(8), daysAgo(6), null];
  for (const [index, user] of users.entries()) {
    await (
      await em()
    ).execute(
      `insert into account_mail (user_id, kind, created_at, finished_at) values (?, 'PASSWORD_CHANGED', ?, ?)`,
      [user.id, daysAgo(9), finished[index]],
    );
  }
  await cleanUpAccounts(await em());
  const left = await remain(
    'account_mail',
    'user_id',
    users.map(({ id }) => id),
  );
  expect(left.toSorted()).toEqual([users[1]!.id, users[2]!.id].toSorted());
});

test('accounts go whose last registration nobody confirmed within a week, and no others', async () => {
  const gone = await unconfirmed(8);
  const registeredAgain = await unconfirmed(8);
  await (
    await em()
  ).execute(`insert into account_mail (user_id, kind, finished_at) values (?, 'CONFIRM_EMAIL', now())`, [
    registeredAgain.id,
  ]);
  const owner = await unconfirmed(8);
  await build.recipient({ owner });
  const kept = [
    registeredAgain,
    owner,
    await unconfirmed(6),
    await build.user({ createdAt: daysAgo(8) }),
    await unconfirmed(8, { passwordHash: 'x' }),
    await unconfirmed(8, { blockedAt: new Date() }),
  ].map(({ id }) => id);
  expect(await cleanUpAccounts(await em())).toBeGreaterThan(0);
  const left = await remain('"user"', 'id', [gone.id, ...kept]);
  expect(left.toSorted()).toEqual(kept.toSorted());
});
