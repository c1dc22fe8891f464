import { randomUUID } from 'node:crypto';
import { serverAudits } from 'graphql-http';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { createDatabase, testApp } from '../../../test/database.ts';
import { runningServer, sessionOf } from '../../../test/server.ts';
import { openApp } from '../../app.ts';
import { startServer } from '../../server.ts';
import { parseSmtpUrl } from '../smtp/smtp-url.ts';

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string; requestId?: string } }[];
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, text, ...(isJson ? JSON.parse(text) : {}) };
}

const post = async (url: string, body: unknown, headers: Record<string, string> = {}) =>
  answerOf(
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );

/** A server of this test's own, over a database of its own. */
async function ownServer() {
  const { config, log } = await testApp();
  const databaseUrl = await createDatabase();
  const app = await openApp(config, log, databaseUrl);
  const server = await startServer(app, { server: parseSmtpUrl('smtp://127.0.0.1:9'), catcher: null });
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
  // Two of the audits ask for the schema.
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

describe('what one request may ask is limited', () => {
  const nested = (depth: number) =>
    `${'{ recipients { nodes { deliveries { nodes { run { mailing '.repeat(depth)} { id } ${'} } } } } }'.repeat(depth)}`;
  const most = { first: 100 };
  const expensive = `{ mailings(first: 100) { nodes { runs(first: 100) { nodes { deliveries(first: 100) { nodes { attempts { id } } } } } } } }`;
  test.each([
    ['depth', { query: nested(2) }, 400],
    [
      'aliases',
      { query: `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: overview { sentCount }`).join(' ')} }` },
      400,
    ],
    ['tokens', { query: `{ ${'__typename '.repeat(1001)} }` }, 400],
    ['repetitions', { query: `{ ${'overview { sentCount } '.repeat(21)} }` }, 400],
    ['directives', { query: `{ overview ${'@include(if: true) '.repeat(6)} { sentCount } }` }, 400],
    ['cost', { query: expensive, variables: most }, 400],
    ['the size of a body', { query: '{ __typename }', variables: { x: 'x'.repeat(300_000) } }, 413],
    ['batches', [{ query: '{ __typename }' }, { query: '{ __typename }' }], 400],
    [
      'the nesting of fragments',
      { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' },
      400,
    ],
  ])('%s', async (_name, body, status) => {
    const { url } = await runningServer();
    const answer = await post(url, body, { cookie: await sessionOf(await build.superuser()) });
    expect(answer.status).toBe(status);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.length ?? 1).toBeGreaterThan(0);
    expect(answer.text).not.toContain('node_modules');
  });

  test('what the web client asks is far from the limits', async () => {
    const { url } = await runningServer();
    const query = `{ mailings(first: 50) { totalCount pageInfo { hasNextPage } nodes { id name message { subject } owner { fullName }
      lists { name } currentRun { counts { total sent failed } } viewerCan { edit } problems { code message } } } }`;
    const answer = await post(url, { query }, { cookie: await sessionOf(await build.user()) });
    expect(answer).toMatchObject({ status: 200, data: { mailings: { totalCount: 0 } } });
  });
});

describe('requests that a page of another site can make change nothing', () => {
  const query = (name: string) => `mutation { createRecipientList(input: { name: "${name}" }) { id } }`;
  const json = { 'content-type': 'application/json' };
  const forms: [string, (name: string) => [path: string, init: RequestInit]][] = [
    ['GET', (name) => [`?query=${encodeURIComponent(query(name))}`, {}]],
    [
      'GET that says it is no form',
      (name) => [
        `?query=${encodeURIComponent(query(name))}`,
        { headers: { 'apollo-require-preflight': '1' } },
      ],
    ],
    [
      'text/plain',
      (name) => [
        '',
        {
          method: 'POST',
          headers: { 'content-type': 'text/plain' },
          body: JSON.stringify({ query: query(name) }),
        },
      ],
    ],
    ['a form', (name) => ['', { method: 'POST', body: new URLSearchParams({ query: query(name) }) }]],
    [
      'a form with files',
      (name) => {
        const body = new FormData();
        body.set('operations', JSON.stringify({ query: query(name) }));
        return ['', { method: 'POST', body }];
      },
    ],
    [
      'no content type',
      (name) => ['', { method: 'POST', body: new Blob([JSON.stringify({ query: query(name) })]) }],
    ],
    [
      'JSON with another origin',
      (name) => [
        '',
        {
          method: 'POST',
          headers: { ...json, origin: 'https://evil.example' },
          body: JSON.stringify({ query: query(name) }),
        },
      ],
    ],
    [
      'JSON from another site',
      (name) => [
        '',
        {
          method: 'POST',
          headers: { ...json, 'sec-fetch-site': 'cross-site' },
          body: JSON.stringify({ query: query(name) }),
        },
      ],
    ],
    [
      'JSON from a sister site',
      (name) => [
        '',
        {
          method: 'POST',
          headers: { ...json, 'sec-fetch-site': 'same-site' },
          body: JSON.stringify({ query: query(name) }),
        },
      ],
    ],
    [
      'JSON from nowhere',
      (name) => [
        '',
        {
          method: 'POST',
          headers: { ...json, origin: 'null' },
          body: JSON.stringify({ query: query(name) }),
        },
      ],
    ],
  ];

  test.each(forms)('%s', async (_name, requestOf) => {
    const { url } = await runningServer();
    const owner = await build.user();
    const name = randomUUID();
    const [path, init] = requestOf(name);
    const headers = { ...(init.headers as Record<string, string>), cookie: await sessionOf(owner) };
    const { status } = await fetch(`${url}/graphql${path}`, { ...init, headers });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await as(owner).ask('{ recipientLists { totalCount } }')).recipientLists.totalCount).toBe(0);
  });

  test.each<Record<string, string>>([{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}])(
    'the same from the own site does: %j',
    async (more) => {
      const { url } = await runningServer();
      const owner = await build.user();
      const answer = await post(
        url,
        { query: query(randomUUID()) },
        { ...more, origin: url, cookie: await sessionOf(owner) },
      );
      expect(answer.status).toBe(200);
      expect((await as(owner).ask('{ recipientLists { totalCount } }')).recipientLists.totalCount).toBe(1);
    },
  );
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
    expect((await post(url, '{', russian)).errors![0]!.message).toBe('Этот запрос не понятен.');
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

test('while the database is away every door says so, and the process is alive', async () => {
  const { url, databaseUrl } = await ownServer();
  const get = async (path: string, headers = {}) => (await fetch(url + path, { headers })).status;
  expect([await get('/healthz'), await get('/readyz')]).toEqual([200, 200]);
  await dropDatabase(databaseUrl);
  expect([await get('/healthz'), await get('/readyz')]).toEqual([200, 503]);
  // Whoever looks whether the process lives may have a cookie.
  expect(await get('/healthz', { cookie: 'session=x' })).toBe(200);
  const answer = await post(url, { query: '{ viewer { id } }' }, { cookie: 'session=x' });
  expect(answer.errors![0]!.extensions.code).toBe('INTERNAL_SERVER_ERROR');
  expect(answer.text).not.toMatch(/select|database|at /i);
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

test('every answer forbids guessing its type, and none says what serves it', async () => {
  const { url } = await runningServer();
  for (const path of ['/healthz', '/graphql', '/nothing']) {
    const { headers } = await fetch(url + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  }
});
