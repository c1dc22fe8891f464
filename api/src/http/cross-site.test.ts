import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { post } from '../../test/http.ts';
import { tokenOf } from '../../test/operations.ts';
import { runningServer, sessionOf } from '../../test/server.ts';

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

describe('pages of listed origins may use a token, and no page a cookie', () => {
  const corsOrigins = ['https://app.example.org', 'https://other.example:8443'];
  const listed = { origin: 'https://app.example.org' };
  const ask = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  };

  async function asked() {
    const { url } = await runningServer({ corsOrigins });
    const user = await build.user();
    const { secret } = await tokenOf(user, ['READ']);
    const cookie = await sessionOf(user);
    return async (path: string, method: string, given: Record<string, string>) => {
      const headers: Record<string, string> = { ...given };
      if (given.authorization === 'Bearer …') headers.authorization = `Bearer ${secret}`;
      if (given.cookie) headers.cookie = cookie;
      const body = path === '/graphql' ? '{ viewer { id } }' : 'subscription { mailingRun(id: 1) { id } }';
      return fetch(url + path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(method === 'POST' && { body: JSON.stringify({ query: body }) }),
      });
    };
  }

  const token = { authorization: 'Bearer …' };
  test.each<[string, string, Record<string, string>, [status: number, allowed: string | null]]>([
    ['a preflight', 'OPTIONS', { ...listed, ...ask }, [204, listed.origin]],
    ['another listed origin', 'POST', { origin: corsOrigins[1]!, ...token }, [200, corsOrigins[1]!]],
    ['a request with a token', 'POST', { ...listed, ...token }, [200, listed.origin]],
    ['a token beside a cookie', 'POST', { ...listed, ...token, cookie: '…' }, [200, listed.origin]],
    [
      'a wrong token, so that its page learns why',
      'POST',
      { ...listed, authorization: 'Bearer x' },
      [401, listed.origin],
    ],
    [
      'a preflight without a token',
      'OPTIONS',
      { ...listed, ...ask, 'access-control-request-headers': 'content-type' },
      [405, null],
    ],
    ['a cookie', 'POST', { ...listed, cookie: '…' }, [403, null]],
    ['neither', 'POST', listed, [200, null]],
    ['a preflight of another origin', 'OPTIONS', { origin: 'https://evil.example', ...ask }, [405, null]],
    ['another origin', 'POST', { origin: 'https://evil.example', ...token }, [200, null]],
    ['another port', 'POST', { origin: 'https://app.example.org:444', ...token }, [200, null]],
    ['no origin at all', 'POST', token, [200, null]],
    ['a file', 'POST', { origin: 'null', ...token }, [200, null]],
  ])('%s', async (_name, method, given, [status, allowed]) => {
    const { headers, status: answered } = await (await asked())('/graphql', method, given);
    expect(answered).toBe(status);
    expect(headers.get('access-control-allow-origin')).toBe(allowed);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
    const isPreflight = allowed !== null && method === 'OPTIONS';
    expect(headers.get('access-control-allow-headers')).toBe(
      isPreflight ? 'Authorization, Content-Type' : null,
    );
    expect(headers.get('access-control-expose-headers')).toBe(
      allowed !== null && !isPreflight ? 'RateLimit, RateLimit-Policy, Retry-After' : null,
    );
  });

  test('streams are asked for in the same way', async () => {
    const request = await asked();
    const preflight = await request('/graphql/stream', 'OPTIONS', { ...listed, ...ask });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(listed.origin);
    const opened = await request('/graphql/stream', 'POST', { ...listed, ...token });
    expect(opened.headers.get('access-control-allow-origin')).toBe(listed.origin);
    await opened.body?.cancel();
    const byCookie = await request('/graphql/stream', 'POST', { ...listed, cookie: '…' });
    expect(byCookie.headers.get('access-control-allow-origin')).toBeNull();
    expect(byCookie.status).toBe(403);
  });

  test('without a list no origin is let in', async () => {
    const { url } = await runningServer();
    const answer = await post(url, { query: '{ viewer { id } }' }, { ...listed, authorization: 'Bearer x' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
