import { serverAudits } from 'graphql-http';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { createDatabase, testApp } from '../../test/database.ts';
import { answerOf, post } from '../../test/http.ts';
import { documentOf } from '../../test/operation-documents.ts';
import { asked } from '../../test/operations.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import { hashToken } from '../accounts/sessions/find-actor.ts';
import { openApp } from '../programs/app.ts';
import { startServer } from '../programs/server.ts';
import { parseSmtpUrls } from '../platform/smtp/smtp-url.ts';

/** A server of this test's own, with its own database. */
async function ownServer() {
  const { config, log } = await testApp();
  const databaseUrl = await createDatabase();
  const app = await openApp(config, log, { databaseUrl });
  const server = await startServer(app, { servers: parseSmtpUrls('smtp://127.0.0.1:9'), catcher: null });
  onTestFinished(async () => {
    await server.close();
    await app.close();
  });
  return { app, url: server.url, databaseUrl };
}

async function dropDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(`drop database "${new URL(url).pathname.slice(1)}" with (force)`);
  await client.end();
}

test('GraphQL over HTTP is served as its specification has it', async () => {
  const { url } = await runningServer();
  // Two of the audits query the schema.
  const cookie = await sessionOf(await build.manager());
  const fetchFn = (address: string, init: RequestInit = {}) =>
    fetch(address, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } });
  const audits = serverAudits({ url: `${url}/graphql`, fetchFn });
  expect(audits.length).toBeGreaterThan(50);
  const wrong: string[] = [];
  for (const audit of audits) {
    const result = await audit.fn();
    if (result.status === 'error') wrong.push(`${result.name}: ${result.reason}`);
  }
  expect(wrong).toEqual([]);
});

describe('a wrong request is answered as JSON, in the language of the browser', () => {
  test.each([
    ['no JSON', '{ "query": ', 400],
    ['nothing', '', 400],
    ['no query', '{}', 400],
    ['a query that cannot be read', '{ "query": "{" }', 400],
    ['an unknown field', '{ "query": "{ nothing }" }', 400],
    [
      'a variable of a wrong type',
      '{ "query": "query ($id: ID!) { recipient(id: $id) { id } }", "variables": { "id": {} } }',
      400,
    ],
  ])('%s', async (_name, body, status) => {
    const { url } = await runningServer();
    const answer = await post(url, body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('json');
    expect(answer.errors![0]!.extensions.code).toMatch(/^[A-Z_]+$/);
    expect(answer.text).not.toMatch(/node_modules|\.ts:|at |Did you mean/);
  });

  test.each(['{ "query": ', '{}', '[]', '{ "query": "subscription {" }'])(
    'so is a stream that is asked for with %s',
    async (body) => {
      const { url } = await runningServer();
      const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
      for (const path of ['/graphql', '/graphql/stream']) {
        const answer = await answerOf(await fetch(url + path, { method: 'POST', headers, body }));
        expect(answer.status).toBe(400);
        expect(answer.headers.get('content-type')).toContain('json');
        expect(answer.errors!.length).toBeGreaterThan(0);
        expect(answer.text).not.toMatch(/node_modules|\.ts:|at |Did you mean/);
      }
    },
  );

  test('a stream is asked for by POST, with a body of a size that queries have', async () => {
    const { url } = await runningServer();
    const asked = async (init: RequestInit) => {
      const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
      return answerOf(await fetch(`${url}/graphql/stream`, { headers, ...init }));
    };
    expect((await asked({})).status).toBe(405);
    const large = JSON.stringify({ query: 'subscription { x }', variables: { x: 'x'.repeat(300_000) } });
    expect((await asked({ method: 'POST', body: large })).status).toBe(413);
  });

  test('refusals are told in the language of the viewer, else of the browser', async () => {
    const { url } = await runningServer();
    const [query, russian] = ['{ jobs { name } }', { 'accept-language': 'ru-RU,ru;q=0.9' }];
    expect((await post(url, { query }, russian)).errors![0]!.message).toBe('Сначала войдите.');
    expect((await post(url, { query }, { 'accept-language': 'fr, en' })).errors![0]!.message).toBe(
      'Log in first.',
    );
    const cookie = await sessionOf(await build.user({ locale: 'EN' }));
    expect((await post(url, { query }, { ...russian, cookie })).errors![0]!.message).toBe(
      'You may not do this.',
    );
    expect((await post(url, '{', russian)).errors![0]!.message).toBe('Не удалось разобрать запрос.');
  });
});

test('a bug of ours tells nothing but an id', async () => {
  const { app, url } = await ownServer();
  await app.orm.em.fork().execute('alter table mailing rename to gone');
  const answer = await post(url, { query: '{ overview { mailingCount } }' });
  expect(answer.errors).toEqual([
    {
      message: 'Something went wrong on our side.',
      path: ['overview'],
      locations: [{ line: 1, column: 3 }],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.stringMatching(/^[\da-f]{8}$/) },
    },
  ]);
  expect(answer.text).not.toMatch(/select|relation|mailing"|\/src\/|node_modules|at /);
});

test('however often something breaks inside, nobody learns how', async () => {
  const { app, url } = await ownServer();
  const em = app.orm.em.fork();
  await em.execute(`insert into "user" (email, is_superuser) values ('a@example.com', true)`);
  await em.execute(
    `insert into session (user_id, token_hash, last_seen_at, expires_at) values (1, ?, now(), now() + interval '1 hour')`,
    [hashToken('secret')],
  );
  const kept = ['user', 'session', 'group_member', 'group_permission'];
  const tables = await em.execute<{ name: string }[]>(
    `select tablename as name from pg_tables where schemaname = 'public' and not tablename = any(?::text[])`,
    [`{${kept.join()}}`],
  );
  await em.execute(`drop table ${tables.map(({ name }) => `"${name}"`).join()} cascade`);
  const masked = {
    message: 'Something went wrong on our side.',
    path: [expect.any(String)],
    locations: [{ line: 1, column: expect.any(Number) }],
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
  };
  const [texts, errors]: [string[], unknown[]] = [[], []];
  const operations = Object.keys(asked).filter((name) => !/^Subscription|logout$|endSession$/.test(name));
  for (const operation of operations) {
    const query = documentOf(operation);
    const variables = { id: '1', text: 'x', owner: '1', unique: 'b@example.com', soon: new Date() };
    const answer = await post(url, { query, variables }, { cookie: 'session=secret' });
    texts.push(answer.text);
    errors.push(
      ...(answer.errors ?? []).filter(({ extensions }) => extensions.code === masked.extensions.code),
    );
  }
  expect(errors).toEqual(errors.map(() => masked));
  expect(texts.join('\n')).not.toMatch(/select|insert|relation|constraint|\/src\/|node_modules/i);
  expect(errors.length).toBeGreaterThanOrEqual(50);
});

test('while the database is away every door says so, and the process is alive', async () => {
  const { url, databaseUrl } = await ownServer();
  const get = async (path: string, headers = {}) => (await fetch(url + path, { headers })).status;
  const ready = async () => (await fetch(`${url}/readyz`)).json();
  expect(await ready()).toMatchObject({ database: 'ok', jobs: 'ok', mail: 'unreachable', senders: 'none' });
  await dropDatabase(databaseUrl);
  expect([await get('/healthz'), await get('/readyz')]).toEqual([200, 503]);
  expect(await ready()).toMatchObject({ database: 'unreachable', senders: 'unknown' });
  // A liveness probe may send a cookie.
  expect(await get('/healthz', { cookie: 'session=x' })).toBe(200);
  const answer = await post(url, { query: '{ viewer { id } }' }, { cookie: 'session=x' });
  expect(answer.errors![0]!.extensions.code).toBe('UNAVAILABLE');
  expect(answer.text).not.toMatch(/select|\bat \S+:\d|ECONN/i);
});

test('the schema is told to managers and superusers, not to the public', async () => {
  const { url } = await runningServer();
  const asked = [
    '{ __schema { queryType { name } } }',
    '{ viewer { id } t: __type(name: "User") { name } }',
    'query { ...F } fragment F on Query { __schema { queryType { name } } }',
  ];
  const [user, manager] = [await sessionOf(await build.user()), await sessionOf(await build.manager())];
  for (const query of asked) {
    for (const cookie of ['', user]) {
      const answer = await post(url, { query }, { cookie });
      expect(answer.errors![0]!.extensions.code).toBe('FORBIDDEN');
      expect(answer.data).toBeFalsy();
    }
    expect((await post(url, { query }, { cookie: manager })).errors).toBeUndefined();
  }
  const { errors } = await post(url, { query: '{ recipints { nodes { emial } } }' });
  expect(JSON.stringify(errors)).not.toContain('recipients');
});
