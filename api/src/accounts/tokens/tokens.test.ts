import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as, asRequest, type Data } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { readEvents } from '../../../test/event-stream.ts';
import { statementsOf } from '../../../test/expect-queries.ts';
import { post } from '../../../test/http.ts';
import { runningServer, sessionOf } from '../../../test/server.ts';
import { contextOf } from '../sessions/context-of.ts';
import { cleanUpAccounts } from '../clean-up-accounts.ts';
import type { User } from '../user.entity.ts';
import { ApiToken } from './api-token.entity.ts';

const CREATE = `mutation ($input: CreateApiTokenInput!) {
  createApiToken(input: $input) { secret token { id name scopes expiresAt lastUsedAt createdAt } } }`;
const LIST = '{ apiTokens { id name scopes expiresAt lastUsedAt } }';
const REVOKE = 'mutation ($id: ID!) { revokeApiToken(id: $id) }';
const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

const inputOf = (more: Data = {}) => ({
  name: 'A program',
  scopes: ['READ'],
  expiresAt: inDays(30),
  ...more,
});
const create = async (user: User, more: Data = {}) =>
  (await as(user).ask(CREATE, { input: inputOf(more) })).createApiToken;
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const rowOf = async (id: string) => (await testApp()).orm.em.fork().findOneOrFail(ApiToken, Number(id));
const change = async (id: string, values: Partial<ApiToken>) =>
  (await testApp()).orm.em.fork().nativeUpdate(ApiToken, { id: Number(id) }, values);

const ME = { query: '{ viewer { id } }' };

test('the secret is shown once, and kept as a hash', async () => {
  const user = await build.user();
  const { secret, token } = await create(user, {
    name: ' Nightly export ',
    scopes: ['SEND', 'READ', 'SEND'],
  });
  expect(secret).toMatch(/^postline_pat_[\w-]{43}$/);
  expect(token).toMatchObject({ name: 'Nightly export', scopes: ['READ', 'SEND'], lastUsedAt: null });
  expect(await as(user).ask(LIST)).toMatchObject({ apiTokens: [{ id: token.id, name: 'Nightly export' }] });
  const row = await (
    await testApp()
  ).orm.em
    .fork()
    .execute('select * from api_token where id = ?', [token.id]);
  expect(JSON.stringify(row)).not.toContain(secret.slice(-20));
  expect((await rowOf(token.id)).tokenHash).toEqual(createHash('sha256').update(secret).digest());
});

test.each<[Data, string, string]>([
  [{ name: ' ' }, 'name', 'REQUIRED'],
  [{ name: 'x'.repeat(101) }, 'name', 'TOO_LONG'],
  [{ scopes: [] }, 'scopes', 'REQUIRED'],
  [{ expiresAt: inDays(-1) }, 'expiresAt', 'TOKEN_EXPIRY'],
  [{ expiresAt: inDays(367) }, 'expiresAt', 'TOKEN_EXPIRY'],
])('a token with %j is refused', async (more, field, code) => {
  const user = await build.user();
  const { extensions } = await as(user).refused(CREATE, { input: inputOf(more) });
  expect(extensions).toMatchObject({ code: 'INVALID', problems: [{ path: [field], code }] });
  expect((await as(user).ask(LIST)).apiTokens).toEqual([]);
});

test('a user has at most fifty tokens that have not ended, however many are made at once', async () => {
  const user = await build.user();
  const { token } = await create(user);
  await change(token.id, { expiresAt: new Date(Date.now() - 1000) });
  const answers = await Promise.all(
    Array.from({ length: 55 }, () => as(user).answer(CREATE, { input: inputOf() })),
  );
  const refusals = answers.flatMap(({ error }) => (error ? [error.extensions] : []));
  expect(refusals).toHaveLength(5);
  expect(refusals[0]).toEqual({ code: 'CONFLICT', reason: 'TOKENS_TOO_MANY' });
});

test('a token that has ended is shown for another month', async () => {
  const user = await build.user();
  const [old, recent] = [await create(user), await create(user)];
  await change(old.token.id, { expiresAt: new Date(inDays(-31)) });
  await change(recent.token.id, { expiresAt: new Date(inDays(-29)) });
  await cleanUpAccounts((await testApp()).orm.em.fork());
  const { apiTokens } = await as(user).ask(LIST);
  expect(apiTokens.map(({ id }: { id: string }) => id)).toEqual([recent.token.id]);
});

test('a revoked token is refused from the next request on', async () => {
  const { url } = await runningServer();
  const user = await build.user();
  const { secret, token } = await create(user);
  expect((await post(url, ME, bearer(secret))).data).toEqual({ viewer: { id: String(user.id) } });
  expect(await as(user).ask(REVOKE, { id: token.id })).toEqual({ revokeApiToken: token.id });
  expect((await post(url, ME, bearer(secret))).status).toBe(401);
  expect((await as(user).refused(REVOKE, { id: token.id })).extensions.code).toBe('NOT_FOUND');
});

test("nobody else's token can be revoked, by a superuser neither", async () => {
  const { url } = await runningServer();
  const { secret, token } = await create(await build.user());
  for (const other of [await build.user(), await build.superuser()]) {
    const foreign = await as(other).refused(REVOKE, { id: token.id });
    expect(foreign).toEqual(await as(other).refused(REVOKE, { id: '2147483647' }));
    expect(foreign.extensions.code).toBe('NOT_FOUND');
    expect((await as(other).ask(LIST)).apiTokens).toEqual([]);
  }
  expect((await post(url, ME, bearer(secret))).status).toBe(200);
});

test('who shows a token that is not valid is nobody, whatever cookies there are', async () => {
  const { url } = await runningServer();
  const [user, blocked] = [await build.user(), await build.user()];
  const [expired, ofBlocked] = [await create(user), await create(blocked)];
  await change(expired.token.id, { expiresAt: new Date(Date.now() - 1000) });
  await (
    await testApp()
  ).orm.em
    .fork()
    .execute('update "user" set blocked_at = now() where id = ?', [blocked.id]);
  const cookie = await sessionOf(user);
  const wrong = [expired.secret, ofBlocked.secret, 'postline_pat_unknown', '', cookie.slice(8), '\u00FF'];
  for (const secret of wrong) {
    const headers = { ...bearer(secret), cookie };
    const answer = await post(url, ME, headers);
    const message = 'The API token is not valid: it is unknown, has expired or was revoked.';
    const errors = [{ message, extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_REFUSED' } }];
    expect(answer).toMatchObject({ status: 401, errors });
    expect(answer.data).toBeUndefined();
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    for (const path of ['/graphql/stream', '/mailbox/mails']) {
      const response = await fetch(url + path, {
        method: path.startsWith('/graphql') ? 'POST' : 'GET',
        headers: { ...headers, 'content-type': 'application/json' },
        ...(path.startsWith('/graphql') && {
          body: '{ "query": "subscription { mailingRun(id: 1) { id } }" }',
        }),
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  }
});

test("beside a token a cookie counts for nothing, and a program needs no browser's headers", async () => {
  const { url } = await runningServer();
  const [user, other] = [await build.user(), await build.user()];
  const { secret } = await create(user);
  const headers = { ...bearer(secret), cookie: await sessionOf(other), origin: 'https://elsewhere.example' };
  expect((await post(url, ME, headers)).data).toEqual({ viewer: { id: String(user.id) } });
  expect((await post(url, ME, { authorization: `bearer   ${secret} ` })).status).toBe(200);
});

test.each(['Basic eDp5', 'Digest username="x"', 'postline_pat_x', 'Token abc'])(
  'an Authorization of another scheme is refused, beside a cookie too: %s',
  async (authorization) => {
    const { url } = await runningServer();
    const cookie = await sessionOf(await build.user());
    const answer = await post(url, ME, { authorization, cookie });
    expect(answer).toMatchObject({
      status: 401,
      errors: [{ message: 'Use an API token: "Authorization: Bearer <token>".' }],
    });
    expect(answer.data).toBeUndefined();
  },
);

test('a token finds its user by one statement, and its use is noted once a minute', async () => {
  const { services } = await testApp();
  const { secret, token } = await create(await build.user());
  const asking = { ...bearer(secret), cookie: null, acceptLanguage: null, ip: '192.0.2.1', setCookie() {} };
  const ask = () => statementsOf(() => contextOf(services, asking));
  await Promise.all([ask(), ask(), ask()]);
  await expect.poll(async () => (await rowOf(token.id)).lastUsedAt).toBeTruthy();
  const { lastUsedAt } = await rowOf(token.id);
  expect(lastUsedAt!.getTime() % 60_000).toBe(0);
  expect(Math.abs(Date.now() - lastUsedAt!.getTime())).toBeLessThan(2 * 60_000);
  const earlier = new Date(Date.now() - 90 * 60_000);
  await change(token.id, { lastUsedAt: earlier });
  await ask();
  await expect.poll(async () => (await rowOf(token.id)).lastUsedAt).not.toEqual(earlier);
  // The minute may change between two requests; hardly between three.
  const counts = [(await ask()).statements.length, (await ask()).statements.length];
  expect(Math.min(...counts)).toBe(1);
});

test('what a token launches is recorded as launched by a program', async () => {
  const { url } = await runningServer();
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 1 });
  const { secret } = await create(owner, { scopes: ['READ', 'SEND'] });
  const query =
    'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { triggerType startedBy { id } } }';
  const { data } = await post(url, { query, variables: { id: mailing.id } }, bearer(secret));
  expect(data).toEqual({ launchSend: { triggerType: 'API', startedBy: { id: String(owner.id) } } });
});

test('a token does what its scopes allow and its owner may, and makes no tokens', async () => {
  const { url } = await runningServer();
  const user = await build.user();
  const { secret, token } = await create(user, { scopes: ['READ', 'WRITE', 'SEND'] });
  const code = async (query: string, variables: object = {}) =>
    (await post(url, { query, variables }, bearer(secret))).errors?.[0]?.extensions.code ?? 'DONE';
  expect(await code('mutation { createRecipientList(input: { name: "By a program" }) { id } }')).toBe('DONE');
  expect(await code('{ jobs { name } }')).toBe('FORBIDDEN');
  expect(await code(CREATE, { input: inputOf() })).toBe('FORBIDDEN');
  expect(await code(REVOKE, { id: token.id })).toBe('FORBIDDEN');
  expect(await code(LIST)).toBe('FORBIDDEN');
  expect(await code('{ __schema { queryType { name } } }')).toBe('DONE');
  expect((await as(null).refused(LIST)).extensions.code).toBe('UNAUTHENTICATED');
});

test('a refusal names the scope that is missing', async () => {
  const user = await build.user();
  const { secret } = await create(user, { scopes: ['WRITE'] });
  const program = asRequest(bearer(secret));
  expect(await program.refused('{ recipients { totalCount } }')).toMatchObject({
    message: 'The API token lacks the scope READ.',
    extensions: { code: 'FORBIDDEN', missingScope: 'READ' },
  });
  const launch = 'mutation { launchSend(input: { mailingId: 1 }) { id } }';
  expect((await program.refused(launch)).extensions).toEqual({ code: 'FORBIDDEN', missingScope: 'SEND' });
  expect(await program.refused(LIST)).toMatchObject({
    message: 'API tokens may not do this: log in.',
    extensions: { code: 'FORBIDDEN' },
  });
});

test('a token learns what it is, whatever its scopes', async () => {
  const { secret, token } = await create(await build.user(), { scopes: ['SEND'] });
  const query = '{ viewerToken { id name scopes expiresAt } }';
  const { viewerToken } = await asRequest(bearer(secret)).ask(query);
  expect(viewerToken).toEqual({
    id: token.id,
    name: 'A program',
    scopes: ['SEND'],
    expiresAt: token.expiresAt,
  });
  expect(await as(await build.user()).ask(query)).toEqual({ viewerToken: null });
});

test('a stream that a token opened ends with the token', async () => {
  const { url } = await runningServer();
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 1 });
  const { secret, token } = await create(owner, { scopes: ['READ', 'SEND'] });
  const launch = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
  const { data } = await post(url, { query: launch, variables: { id: mailing.id } }, bearer(secret));
  const { id } = data!.launchSend as { id: string };
  const query = 'subscription ($id: ID!) { mailingRun(id: $id) { status } }';
  const events = readEvents(url, { query, variables: { id }, headers: bearer(secret) });
  expect((await events.next()).value!.data).toEqual({ mailingRun: { status: 'RUNNING' } });
  await as(owner).ask(REVOKE, { id: token.id });
  await as(owner).ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id });
  const last = (await events.next()).value!;
  expect(last.errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
  expect((await events.next()).done).toBe(true);
});
