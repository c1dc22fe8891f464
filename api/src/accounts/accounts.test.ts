import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import type { DomainError } from '../errors/domain-error.ts';
import { createUser } from '../users/create-user.ts';
import { hashPassword } from './passwords/password-hash.ts';
import { allPermissions } from './permission.list.ts';
import { readSessionCookie, sessionCookie } from './sessions/session-cookie.ts';
import { User } from './user.entity.ts';

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id email lastLoginAt } }';
const VIEWER = `{ viewer { id email fullName locale timeZone isActive isSuperuser groups { name } permissions { codename } } }`;
const password = 'a long enough password';

const withPassword = async (given: Partial<User> = {}) =>
  build.user({ ...given, passwordHash: await hashPassword(password) });

/** A browser that keeps its cookie. */
async function browser() {
  const { url } = await runningServer();
  let cookie = '';
  return {
    cookie: () => cookie,
    async ask(query: string, variables?: object, sent = cookie) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: sent },
        body: JSON.stringify({ query, variables }),
      });
      const given = response.headers.get('set-cookie');
      if (given) cookie = given.split(';', 1)[0]!;
      return { given, ...((await response.json()) as { data: Data | null; errors?: object[] }) };
    },
  };
}

test('the right password opens a session, and its cookie is hidden from scripts and other sites', async () => {
  const user = await withPassword();
  const client = await browser();
  const input = { email: ` ${user.email.toUpperCase()} `, password };
  const { data, given } = await client.ask(LOGIN, { input });
  expect(data!.login).toMatchObject({ id: String(user.id), email: user.email });
  expect(Date.parse(data!.login.lastLoginAt)).toBeGreaterThan(Date.now() - 60_000);
  expect(given).toMatch(/^session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
  expect((await client.ask(VIEWER)).data!.viewer.email).toBe(user.email);
  const { orm } = await testApp();
  const rows = await orm.em
    .fork()
    .execute<{ kept: string }[]>('select session::text as kept from session where user_id = ?', [user.id]);
  expect(rows).toHaveLength(1);
  expect(rows[0]!.kept).not.toContain(client.cookie().slice('session='.length));
});

test('a wrong password, an unknown address, a blocked and a passwordless account get the same answer', async () => {
  const [right, blocked, without] = [
    await withPassword(),
    await withPassword({ blockedAt: new Date() }),
    await build.user(),
  ];
  const answers = await Promise.all(
    [
      { email: right.email, password: 'a wrong password' },
      { email: `${randomUUID()}@example.com`, password },
      { email: blocked.email, password },
      { email: without.email, password },
      { email: `${right.email}\0`, password },
      { email: '', password: '' },
      { email: right.email, password: password + 'x'.repeat(1000) },
    ].map((input) => as(null).refused(LOGIN, { input })),
  );
  expect(answers[0]).toMatchObject({
    message: 'Wrong email or password.',
    extensions: { code: 'INVALID' },
  });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test('logging out ends the session, in the browser and on the server', async () => {
  const user = await withPassword();
  const client = await browser();
  await client.ask(LOGIN, { input: { email: user.email, password } });
  const cookie = client.cookie();
  const { data, given } = await client.ask('mutation { logout }');
  expect(data).toEqual({ logout: true });
  expect(given).toMatch(/^session=; Path=\/; Max-Age=0; /);
  expect((await client.ask(VIEWER, {}, cookie)).data).toEqual({ viewer: null });
  expect((await client.ask('mutation { logout }')).data).toEqual({ logout: true });
});

test('who logs in anew leaves no session behind in that browser', async () => {
  const user = await withPassword();
  const client = await browser();
  await client.ask(LOGIN, { input: { email: user.email, password } });
  const first = client.cookie();
  await client.ask(LOGIN, { input: { email: user.email, password } });
  expect((await client.ask(VIEWER, {}, first)).data!.viewer).toBeNull();
  expect((await client.ask(VIEWER)).data!.viewer.id).toBe(String(user.id));
});

test('logging out ends this session and no other', async () => {
  const user = await build.user();
  const client = await browser();
  const [one, other] = [await sessionOf(user), await sessionOf(user)];
  await client.ask('mutation { logout }', {}, one);
  expect((await client.ask(VIEWER, {}, one)).data!.viewer).toBeNull();
  expect((await client.ask(VIEWER, {}, other)).data!.viewer.id).toBe(String(user.id));
});

test("a blocked user's session is gone at once, and so is one whose time is up", async () => {
  const user = await build.user();
  const client = await browser();
  const { orm } = await testApp();
  const cookie = await sessionOf(user);
  const viewer = async () => (await client.ask(VIEWER, {}, cookie)).data!.viewer?.id ?? null;
  const block = async (blockedAt: Date | null) => orm.em.fork().nativeUpdate(User, user.id, { blockedAt });
  expect(await viewer()).toBe(String(user.id));
  await block(new Date());
  expect(await viewer()).toBeNull();
  await block(null);
  expect(await viewer()).toBe(String(user.id));
  await orm.em.fork().execute('update session set expires_at = now() where user_id = ?', [user.id]);
  expect(await viewer()).toBeNull();
});

test('permissions are those of today, in a session that is open', async () => {
  const user = await build.manager();
  const client = await browser();
  const cookie = await sessionOf(user);
  const see = async () => (await client.ask('{ jobs { name } }', {}, cookie)).errors?.length ?? 0;
  expect(await see()).toBe(0);
  await (await testApp()).orm.em.fork().execute('delete from group_member where user_id = ?', [user.id]);
  expect(await see()).toBe(1);
});

test('what is no session is nobody', async () => {
  const client = await browser();
  for (const cookie of [
    'session=',
    'session=x',
    'session=%00',
    `other=${await sessionOf(await build.user())}`,
  ]) {
    expect((await client.ask(VIEWER, {}, cookie)).data).toEqual({ viewer: null });
  }
});

test('the viewer is told who they are and what they may do', async () => {
  const user = await build.user({ fullName: 'Olga', locale: 'RU', timeZone: 'Europe/Moscow' });
  expect((await as(user).ask(VIEWER)).viewer).toEqual({
    id: String(user.id),
    email: user.email,
    fullName: 'Olga',
    locale: 'RU',
    timeZone: 'Europe/Moscow',
    isActive: true,
    isSuperuser: false,
    groups: [],
    permissions: [],
  });
  const { viewer } = await as(await build.manager()).ask(VIEWER);
  expect(viewer.groups).toEqual([{ name: 'Managers' }]);
  expect(viewer.permissions.map(({ codename }: { codename: string }) => codename)).toEqual([
    'can_disable_mailing',
    'can_view_all_mailings',
    'can_view_all_messages',
    'can_view_all_recipients',
    'change_user',
    'view_mailing',
    'view_message',
    'view_recipient',
    'view_user',
  ]);
  const all = (await as(await build.superuser()).ask(VIEWER)).viewer.permissions;
  expect(all).toHaveLength(allPermissions.length);
  expect((await as(null).ask(VIEWER)).viewer).toBeNull();
});

test('the cookie is bound to the host where the site is served by https', () => {
  const cookie = sessionCookie('https://mail.example.org', 'token', 60);
  expect(cookie).toBe('__Host-session=token; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure');
  const read = (header: string | null, base = 'https://mail.example.org') => readSessionCookie(base, header);
  expect(read('a=b; __Host-session=token; c=d')).toBe('token');
  expect(read('session=token')).toBeNull();
  expect(read('x__Host-session=token')).toBeNull();
  expect(read(null)).toBeNull();
  expect(read('a=b;session=token', 'http://localhost:5000')).toBe('token');
});

test.each([
  [{ email: 'nobody' }, 'EMAIL_NO_AT', 'email'],
  [{ password: 'short' }, 'PASSWORD_TOO_SHORT', 'password'],
  [{ password: 'x'.repeat(257) }, 'PASSWORD_TOO_LONG', 'password'],
  [
    { email: 'long.address@example.com', password: 'Long.Address@example.com' },
    'PASSWORD_IS_EMAIL',
    'password',
  ],
  [{ fullName: 'two\nlines' }, 'CONTROL_CHARACTER', 'fullName'],
])('a new user with %j is refused', async (wrong, code, path) => {
  const { asSystem } = await testApp();
  const input = { email: `${randomUUID()}@example.com`, password, ...wrong };
  const refused = (await createUser(asSystem(), input).catch((error: unknown) => error)) as DomainError;
  expect(refused).toMatchObject({ code: 'INVALID', details: { faults: [{ code, path: [path] }] } });
});

test('a new user has an address of their own, without regard to case, and logs in', async () => {
  const { asSystem } = await testApp();
  const input = { email: `Anna-${randomUUID()}@example.com`, password };
  const user = await createUser(asSystem(), input);
  const taken = await createUser(asSystem(), { ...input, email: input.email.toUpperCase() }).catch(
    (error: unknown) => error,
  );
  expect(taken).toMatchObject({
    code: 'INVALID',
    details: { faults: [{ code: 'USER_EMAIL_TAKEN', path: ['email'] }] },
  });
  expect((await as(null).ask(LOGIN, { input })).login.id).toBe(String(user.id));
  const context = await as(user).context();
  await expect(createUser(context, { ...input, email: 'new@example.com' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});
