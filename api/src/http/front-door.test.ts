import { request as httpRequest } from 'node:http';
import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { answerOf, post } from '../../test/http.ts';
import { runningServer, sessionOf } from '../../test/server.ts';

/** Sends a request with headers that fetch does not allow. */
function rawGet(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; location?: string }> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers }, (res) => {
      res.resume();
      const { statusCode, headers: answered } = res;
      resolve({ status: statusCode!, ...(answered.location && { location: answered.location }) });
    })
      .on('error', reject)
      .end();
  });
}

describe('every answer brings the headers that keep browsers from doing what no page needs', () => {
  const expected = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'SAMEORIGIN',
    'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=(), microphone=(), geolocation=()'),
    'x-powered-by': null,
  };
  const of = (headers: Headers, names: string[]) =>
    Object.fromEntries(names.map((name) => [name, headers.get(name)]));

  test.each(['/healthz', '/graphql', '/graphql/stream', '/mailbox/mails', '/metrics', '/nothing'])(
    '%s',
    async (path) => {
      const { url } = await runningServer();
      const { headers } = await fetch(url + path);
      expect(of(headers, Object.keys(expected))).toEqual(expected);
      expect(headers.get('strict-transport-security')).toBeNull();
    },
  );

  test('https is insisted on where that is what is served', async () => {
    const { url } = await runningServer({ baseUrl: 'https://mail.example.org' });
    const { headers } = await fetch(`${url}/healthz`);
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  test('so do refusals and answers that could not be read', async () => {
    const { url } = await runningServer();
    for (const body of ['{', '{}', JSON.stringify({ query: 'x'.repeat(300_000) })]) {
      const { headers } = await post(url, body);
      expect(of(headers, Object.keys(expected))).toEqual(expected);
    }
  });
});

// GraphQL Cop's checks (github.com/dolevf/graphql-cop), with its own requests and criteria.
describe('what scanners look for is not there', () => {
  const alias = Array.from({ length: 101 }, (_, n) => `alias${n}: __typename`).join(' ');
  const circle = `{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }`;

  test.each([
    ['alias overloading', `query cop { ${alias} }`],
    ['introspection in a circle', circle],
    ['introspection', getIntrospectionQuery()],
    ['field duplication', `query cop { ${'__typename '.repeat(500)} }`],
    ['field suggestions', 'query cop { __schema { directive } }'],
    ['directive overloading', `query cop { __typename ${'@aa'.repeat(10)} }`],
    ['what cannot be parsed', 'qwerty cop { abc }'],
  ])('%s', async (_name, query) => {
    const { url } = await runningServer();
    const answer = await post(url, { query });
    expect(answer.data).toBeFalsy();
    expect(answer.errors!.length).toBeLessThan(10);
    expect(answer.text).not.toMatch(/Did you mean|exception|stacktrace|"types"/);
  });

  test('a schema that is refused as if the server had failed', async () => {
    const { url } = await runningServer();
    const answer = await post(url, {
      query: '{ ...Types } fragment Types on Query { __schema { types { name } } }',
    });
    expect(answer).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  test('batching', async () => {
    const { url } = await runningServer();
    const answer = await post(
      url,
      Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })),
    );
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('"data"');
  });

  test('tracing', async () => {
    const { url } = await runningServer();
    const { text } = await post(url, { query: 'query cop { __typename }' }, { 'x-apollo-tracing': '1' });
    expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' }, extensions: { cost: 1 } });
  });

  test.each(['mutation cop { __typename }', 'query cop { __typename }'])('GET: %s', async (query) => {
    const { url } = await runningServer();
    const answer = await answerOf(await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`));
    expect(answer.data).toBeUndefined();
  });

  test('POST as a form', async () => {
    const { url } = await runningServer();
    const body = new URLSearchParams({ query: 'query cop { __typename }' });
    expect((await answerOf(await fetch(`${url}/graphql`, { method: 'POST', body }))).data).toBeUndefined();
  });

  test.each(['/', '/graphiql', '/playground', '/console', '/graphql'])(
    'a console for anybody at %s',
    async (path) => {
      const { url } = await runningServer();
      const text = await (await fetch(url + path, { headers: { accept: 'text/html' } })).text();
      expect(text).not.toMatch(/graphiql|playground|apollo sandbox/i);
    },
  );

  test('a query that was sent before, by its hash', async () => {
    const { url } = await runningServer();
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const answer = await post(url, { query: '{ __typename }', extensions });
    expect(answer.errors![0]!.extensions.code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  });
});

describe('what is for this machine alone', () => {
  const paths = ['/metrics'];

  test.each<[string, Record<string, string>]>([
    ['through a proxy', { 'x-forwarded-for': '127.0.0.1' }],
    ['through a proxy that names itself', { via: '1.1 proxy' }],
    ['through a proxy in the standard way', { forwarded: 'for=127.0.0.1' }],
    ['through a proxy that names the host', { 'x-forwarded-host': 'localhost' }],
    ['by another name', { host: 'evil.example' }],
    ['by a name that looks like it', { host: 'localhost.evil.example' }],
    ['by an address that looks like it', { host: '127.0.0.1.evil.example' }],
  ])('%s there is nothing', async (_name, headers) => {
    const { url } = await runningServer();
    for (const path of paths) expect((await rawGet(url + path, headers)).status).toBe(404);
  });

  test.each(['localhost', '127.0.0.1:5000', '[::1]:5000', 'mail.example.org'])(
    'as %s it is there',
    async (host) => {
      const { url } = await runningServer({ baseUrl: 'https://mail.example.org' });
      for (const path of paths) expect((await rawGet(url + path, { host })).status).toBe(200);
    },
  );
});

test("a client's word about host and protocol makes no link", async () => {
  const { url } = await runningServer({ trustProxy: 'loopback' });
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
  const cookie = await sessionOf(await build.user());
  for (const path of ['/healthz', '/unsubscribe/x', '/graphql']) {
    const { location } = await rawGet(url + path, { ...headers, cookie });
    expect(location ?? '').not.toContain('evil.example');
  }
});
