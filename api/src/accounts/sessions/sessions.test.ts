import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as, asRequest } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { tokenOf } from '../../../test/operations.ts';
import { runningServer, sessionOf } from '../../../test/server.ts';
import { AuditEntry } from '../../audit/audit-entry.entity.ts';
import { hashPassword } from '../passwords/password-hash.ts';

const LIST = '{ sessions { id network browser system createdAt lastSeenAt expiresAt isCurrent } }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id } }';
const END = 'mutation ($id: ID!) { endSession(id: $id) }';
const END_OTHERS = 'mutation { endOtherSessions }';
const VIEWER = '{ viewer { id } }';
const password = 'a long enough password';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0';
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';

const viewerBy = async (cookie: string) => (await asRequest({ cookie }).ask(VIEWER)).viewer;

/** Logs in over the network and returns the session's cookie. */
async function logIn(url: string, headers: Record<string, string>, input: object): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: LOGIN, variables: { input } }),
  });
  return response.headers.get('set-cookie')!.split(';')[0]!;
}

test('a user sees where and with what each session was opened, and which one this is', async () => {
  const { url } = await runningServer({ trustProxy: 'loopback' });
  const user = await build.user({ passwordHash: await hashPassword(password) });
  const input = { email: user.email, password };
  const others = [
    { 'user-agent': firefox, 'x-forwarded-for': '203.0.113.7' },
    { 'user-agent': `${'x'.repeat(5000)}\u00FF`, 'x-forwarded-for': '2001:db8:1:2:3:4:5:6' },
  ];
  for (const headers of others) await logIn(url, headers, input);
  const cookie = await logIn(url, { 'user-agent': safari, 'x-forwarded-for': '198.51.100.1' }, input);
  const { sessions } = await asRequest({ cookie }).ask(LIST);
  expect(sessions).toMatchObject([
    { network: '198.51.100.1', browser: 'Safari 19', system: 'iOS', isCurrent: true },
    { network: '2001:db8:1:2', browser: null, system: null, isCurrent: false },
    { network: '203.0.113.7', browser: 'Firefox 143', system: 'Windows', isCurrent: false },
  ]);
  expect((await as(await build.user()).ask(LIST)).sessions).toEqual([]);
});

test('when a session was last used is noted to the minute', async () => {
  const { orm } = await testApp();
  const user = await build.user();
  const cookie = await sessionOf(user);
  const earlier = new Date(Date.now() - 3_600_000);
  await orm.em.fork().execute('update session set last_seen_at = ? where user_id = ?', [earlier, user.id]);
  await viewerBy(cookie);
  const seen = async () =>
    new Date((await asRequest({ cookie }).ask(LIST)).sessions[0].lastSeenAt as string).getTime();
  await expect.poll(seen).toBeGreaterThan(earlier.getTime());
});

test('a user ends one session, or all but this one', async () => {
  const user = await build.user();
  const [here, there, elsewhere] = [await sessionOf(user), await sessionOf(user), await sessionOf(user)];
  const own = asRequest({ cookie: here });
  const { sessions } = await asRequest({ cookie: there }).ask(LIST);
  const { id } = sessions.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent);
  expect(await own.ask(END, { id })).toEqual({ endSession: id });
  expect([await viewerBy(here), await viewerBy(there)]).toEqual([{ id: String(user.id) }, null]);
  expect((await own.refused(END, { id })).extensions.code).toBe('NOT_FOUND');
  const stranger = asRequest({ cookie: await sessionOf(await build.user()) });
  expect(await stranger.ask(END_OTHERS)).toEqual({ endOtherSessions: 0 });
  expect(await own.ask(END_OTHERS)).toEqual({ endOtherSessions: 1 });
  expect([await viewerBy(here), await viewerBy(elsewhere)]).toEqual([{ id: String(user.id) }, null]);
  const { orm } = await testApp();
  const entries = await orm.em
    .fork()
    .find(AuditEntry, { action: 'SESSION_ENDED', subjectId: String(user.id) }, { orderBy: { id: 'asc' } });
  expect(entries.map(({ actorId, details }) => ({ actorId, details }))).toEqual([
    { actorId: user.id, details: { sessions: 1 } },
    { actorId: user.id, details: { sessions: 1 } },
  ]);
});

test('a program neither sees nor ends sessions', async () => {
  const user = await build.user();
  await sessionOf(user);
  const { secret } = await tokenOf(user, ['READ', 'WRITE', 'SEND']);
  const program = asRequest({ authorization: `Bearer ${secret}` });
  expect((await program.refused(LIST)).extensions.code).toBe('FORBIDDEN');
  expect((await program.refused(END_OTHERS)).extensions.code).toBe('FORBIDDEN');
});
