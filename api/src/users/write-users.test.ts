import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, asRequest, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { tokenOf } from '../../test/operations.ts';
import { sessionOf } from '../../test/server.ts';
import { hashToken } from '../accounts/sessions/find-actor.ts';
import { MailedLink } from '../accounts/links/mailed-link.entity.ts';
import { addToGroup } from './groups/add-to-group.ts';
import type { User } from '../accounts/user.entity.ts';

const FIELDS = 'id email fullName isSuperuser emailConfirmedAt groups { name } permissions { codename }';
const CREATE = `mutation ($input: CreateUserInput!) { createUser(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { ${FIELDS} } }`;
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id } }';
const VIEWER = '{ viewer { id } }';
const password = 'a long enough password';

const newAddress = () => `${randomUUID()}@example.com`;
const codes = (refused: { extensions: { problems?: Data[] } }) =>
  refused.extensions.problems!.map(({ code, path }) => [code, path.join('.')]);

async function setUp() {
  const superuser = await build.superuser();
  const user = await build.user();
  const cookie = await sessionOf(user);
  const isLoggedIn = async () => (await asRequest({ cookie }).ask(VIEWER)).viewer !== null;
  const update = async (input: Data) =>
    (await as(superuser).ask(UPDATE, { id: user.id, input })).updateUser as Data;
  return { superuser, user, isLoggedIn, update };
}

test('a superuser makes a user, who logs in at once and has the rights of their groups', async () => {
  const group = await build.group(['view_user']);
  const input = { email: ` ${newAddress()} `, password, fullName: ' Olga ', groupIds: [group.id] };
  const { createUser } = await as(await build.superuser()).ask(CREATE, { input });
  expect(createUser).toEqual({
    id: expect.any(String),
    email: input.email.trim(),
    fullName: 'Olga',
    isSuperuser: false,
    emailConfirmedAt: expect.any(String),
    groups: [{ name: group.name }],
    permissions: [{ codename: 'view_user' }],
  });
  const { login } = await as(null).ask(LOGIN, { input: { email: createUser.email, password } });
  expect(login.id).toBe(createUser.id);
  const more = { email: newAddress(), password, fullName: '', isSuperuser: true };
  const { createUser: second } = await as(await build.superuser()).ask(CREATE, { input: more });
  expect(second).toMatchObject({ isSuperuser: true, fullName: '', groups: [] });
});

test.each([
  ['the group Users', {}, [{ name: 'Users' }]],
  ['no group if that is asked for', { groupIds: [] }, []],
])('a user whom a superuser makes is in %s', async (_where, given, groups) => {
  const input = { email: newAddress(), password, fullName: 'Olga', ...given };
  const { createUser } = await as(await build.superuser()).ask(CREATE, { input });
  expect(createUser.groups).toEqual(groups);
});

test.each<[Data, string, string]>([
  [{ email: 'nobody' }, 'EMAIL_NO_AT', 'email'],
  [{ password: 'short' }, 'PASSWORD_TOO_SHORT', 'password'],
  [{ fullName: 'two\nlines' }, 'CONTROL_CHARACTER', 'fullName'],
  [{ groupIds: ['2147483647'] }, 'NO_SUCH_GROUP', 'groupIds'],
  [{ groupIds: ['x'] }, 'NO_SUCH_GROUP', 'groupIds'],
])('a new user with %j is refused, and not made', async (wrong, code, path) => {
  const input = { email: newAddress(), password, fullName: 'A', ...wrong };
  const refused = await as(await build.superuser()).refused(CREATE, { input });
  expect(codes(refused)).toEqual([[code, path]]);
  const { orm } = await testApp();
  const rows = await orm.em.fork().execute('select from "user" where email = ?', [input.email]);
  expect(rows).toHaveLength(0);
});

test('an update changes what it names and leaves the rest', async () => {
  const { user, update } = await setUp();
  const group = await build.group(['view_user']);
  const before = { email: user.email, fullName: user.fullName, isSuperuser: false, groups: [] };
  expect(await update({})).toMatchObject(before);
  expect(await update({ groupIds: [group.id] })).toMatchObject({ ...before, groups: [{ name: group.name }] });
  expect(await update({ fullName: ' Anna ' })).toMatchObject({
    ...before,
    fullName: 'Anna',
    groups: [{ name: group.name }],
  });
  expect(await update({ fullName: null, groupIds: [] })).toMatchObject({ ...before, fullName: '' });
});

test.each<[Data, string, string]>([
  [{ email: 'a b@example.com' }, 'EMAIL_SPACE', 'email'],
  [{ email: null }, 'WRONG_VALUE', 'email'],
  [{ isSuperuser: null }, 'WRONG_VALUE', 'isSuperuser'],
  [{ fullName: 'x'.repeat(201) }, 'TOO_LONG', 'fullName'],
  [{ groupIds: ['2147483647'], fullName: 'Other' }, 'NO_SUCH_GROUP', 'groupIds'],
])('an update with %j is refused, and nothing is changed', async (input, code, path) => {
  const { superuser, user, update } = await setUp();
  const refused = await as(superuser).refused(UPDATE, { id: user.id, input });
  expect(codes(refused)).toEqual([[code, path]]);
  expect(await update({})).toMatchObject({ email: user.email, fullName: user.fullName, isSuperuser: false });
});

test("somebody else's address is refused in every spelling, one's own in another one is not", async () => {
  const { superuser, user, update } = await setUp();
  const other = await build.user();
  const input = { email: other.email.toUpperCase() };
  const refused = await as(superuser).refused(UPDATE, { id: user.id, input });
  expect(codes(refused)).toEqual([['USER_EMAIL_TAKEN', 'email']]);
  expect(await update({ email: user.email.toUpperCase() })).toMatchObject({
    email: user.email.toUpperCase(),
  });
});

const linkOf = async (user: User) => {
  const { orm } = await testApp();
  const tokenHash = hashToken(`${user.id}`);
  const expiresAt = new Date(Date.now() + 60_000);
  await orm.em
    .fork()
    .insert(MailedLink, { user: user.id, purpose: 'RESET_PASSWORD', tokenHash, expiresAt } as never);
  return async () => (await orm.em.fork().count(MailedLink, { user: user.id })) === 1;
};

test('a new address ends sessions, tokens, and the links that were mailed to the old one', async () => {
  const { user, isLoggedIn, update } = await setUp();
  const [isLinkGood, isTokenGood] = [await linkOf(user), await programOf(user)];
  await update({ fullName: 'Other' });
  expect([await isLoggedIn(), await isLinkGood(), await isTokenGood()]).toEqual([true, true, true]);
  const email = newAddress();
  expect(await update({ email })).toMatchObject({ email, emailConfirmedAt: expect.any(String) });
  expect([await isLoggedIn(), await isLinkGood(), await isTokenGood()]).toEqual([false, false, false]);
});

const programOf = async (user: User) => {
  const { secret } = await tokenOf(user, ['READ']);
  return () =>
    asRequest({ authorization: `Bearer ${secret}` })
      .context()
      .then(
        () => true,
        () => false,
      );
};

test.each(['isSuperuser', 'groupIds', 'add_to_group'])(
  'more rights by %s end sessions and tokens, so that a stolen one is no key to them',
  async (how) => {
    const { user, isLoggedIn, update } = await setUp();
    const isTokenGood = await programOf(user);
    const [plain, group] = [await build.group(), await build.group(['view_user'])];
    await update({ groupIds: [plain.id] });
    expect([await isLoggedIn(), await isTokenGood()]).toEqual([true, true]);
    if (how === 'isSuperuser') await update({ isSuperuser: true });
    else if (how === 'groupIds') await update({ groupIds: [plain.id, group.id] });
    else await addToGroup((await testApp()).asSystem(), { email: user.email, group: group.name });
    expect([await isLoggedIn(), await isTokenGood()]).toEqual([false, false]);
  },
);

test('rights that a group gains end the sessions and tokens of members who had them by no other', async () => {
  const superuser = await build.superuser();
  const [group, other] = [await build.group(['view_user']), await build.group(['view_group'])];
  const members = [await build.user(), await build.user(), superuser, await build.user()];
  for (const user of members.slice(0, 3)) await build.member(user, group);
  await build.member(members[1]!, other);
  const cookies = await Promise.all(members.map((user) => sessionOf(user)));
  const tokens = await Promise.all(members.map((user) => programOf(user)));
  const give = (permissions: string[]) =>
    as(superuser).ask(
      'mutation ($id: ID!, $permissions: [String!]) { updateGroup(id: $id, input: { permissions: $permissions }) { id } }',
      { id: group.id, permissions },
    );
  const areIn = () =>
    Promise.all(
      cookies.map(async (cookie, index) => [
        (await asRequest({ cookie }).ask(VIEWER)).viewer !== null,
        await tokens[index]!(),
      ]),
    );
  await give(['view_user']);
  const stays = [true, true];
  expect(await areIn()).toEqual([stays, stays, stays, stays]);
  await give(['view_user', 'view_group']);
  expect(await areIn()).toEqual([[false, false], stays, stays, stays]);
});

test('rights that are taken away count from the next request on', async () => {
  const { user, isLoggedIn, update } = await setUp();
  const group = await build.group(['view_user']);
  await update({ groupIds: [group.id], isSuperuser: true });
  const cookie = await sessionOf(user);
  const list = () => asRequest({ cookie }).answer('{ users(first: 1) { nodes { id } } groups { id } }');
  expect((await list()).error).toBeNull();
  await update({ isSuperuser: false });
  expect((await list()).error!).toMatchObject({ path: ['groups'], extensions: { code: 'FORBIDDEN' } });
  await update({ groupIds: [] });
  expect((await asRequest({ cookie }).refused('{ users(first: 1) { nodes { id } } }')).extensions.code).toBe(
    'FORBIDDEN',
  );
  expect((await asRequest({ cookie }).ask(VIEWER)).viewer).not.toBeNull();
  expect(await isLoggedIn()).toBe(false);
});

test('a superuser who moves to a new address stays logged in, here only', async () => {
  const superuser = await build.superuser();
  const [here, there] = [await sessionOf(superuser), await sessionOf(superuser)];
  await asRequest({ cookie: here }).ask(UPDATE, { id: superuser.id, input: { email: newAddress() } });
  expect((await asRequest({ cookie: here }).ask(VIEWER)).viewer).not.toBeNull();
  expect((await asRequest({ cookie: there }).ask(VIEWER)).viewer).toBeNull();
});

test('nobody but superusers writes users, themselves included', async () => {
  const [user, manager] = [await build.user(), await build.manager()];
  const input = { email: newAddress(), password, fullName: '' };
  for (const viewer of [user, manager]) {
    for (const refused of [
      await as(viewer).refused(CREATE, { input }),
      await as(viewer).refused(UPDATE, { id: viewer.id, input: { isSuperuser: true } }),
      await as(viewer).refused('mutation ($id: ID!) { deleteUser(id: $id) }', { id: viewer.id }),
    ]) {
      expect(refused.extensions.code).toBe('FORBIDDEN');
    }
  }
});
