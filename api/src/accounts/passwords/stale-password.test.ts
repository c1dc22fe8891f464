import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { until } from '../../../test/worker.ts';
import { Session } from '../sessions/session.entity.ts';
import { User } from '../user.entity.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id } }';
const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';
const old = 'the password until now';
const fresh = 'a quite new password';

const withPassword = async () => build.user({ passwordHash: await hashPassword(old) });
const fork = async () => (await testApp()).orm.em.fork();

/** Changes an account after its old password was verified, and runs `work`. */
async function overtaken<T>(user: User, values: Partial<User>, work: () => Promise<T>): Promise<T> {
  const em = await fork();
  await em.begin();
  await em.nativeUpdate(User, user.id, values);
  await em.nativeDelete(Session, { user: user.id });
  const working = work();
  const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await until(async () => (await (await fork()).execute(waiting)).length > 0);
  await em.commit();
  return working;
}

test.each([
  ['whose password is changed meanwhile', async () => ({ passwordHash: await hashPassword(fresh) })],
  ['who is blocked meanwhile', async () => ({ blockedAt: new Date() })],
])('nobody logs in by the old password to the account of somebody %s', async (_whose, change) => {
  const user = await withPassword();
  const input = { email: user.email, password: old };
  const { message } = await overtaken(user, await change(), () => as(null).refused(LOGIN, { input }));
  expect(message).toBe('Wrong email or password.');
  expect(await (await fork()).count(Session, { user: user.id })).toBe(0);
});

test('a password that was changed meanwhile is not changed by the one before it', async () => {
  const user = await withPassword();
  const passwordHash = await hashPassword(fresh);
  const input = { currentPassword: old, newPassword: 'what somebody else wants' };
  const { extensions } = await overtaken(user, { passwordHash }, () => as(user).refused(CHANGE, { input }));
  expect(extensions.problems).toMatchObject([{ code: 'PASSWORD_WRONG', path: ['currentPassword'] }]);
  const kept = await (await fork()).findOneOrFail(User, user.id, { populate: ['passwordHash'] });
  expect(await verifyPassword(fresh, kept.passwordHash!)).toBe(true);
});
