import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { answerOf, post } from '../../test/http.ts';
import { runningServer, sessionOf } from '../../test/server.ts';

/** Pages that query the API for the viewer, as SvelteKit's would. */
const handler = `export async function handler(req, res) {
  const answer = await req.graphql(new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: req.headers.cookie ?? '' },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
  }));
  res.writeHead(answer.status, { 'content-type': 'application/json', 'content-security-policy': "script-src 'self'" });
  res.end(await answer.text());
}`;

async function serverWithPages() {
  const root = mkdtempSync(join(tmpdir(), 'postline-pages-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'web', 'build'), { recursive: true });
  writeFileSync(join(root, 'web', 'build', 'handler.js'), handler);
  return runningServer({ servesWeb: true, root, trustProxy: 'loopback' });
}

const left = ({ headers }: { headers: Headers }) => Number(/r=(\d+)/.exec(headers.get('ratelimit')!)![1]);

test('what a page asks while it is rendered is asked by its browser, and from its address', async () => {
  const { url } = await serverWithPages();
  const user = await build.user();
  const cookie = await sessionOf(user);
  const ask = async (headers: Record<string, string>) =>
    left(await post(url, { query: '{ viewer { id } }' }, headers));
  const open = async (headers: Record<string, string>) => answerOf(await fetch(`${url}/page`, { headers }));
  const anonymous = { 'x-forwarded-for': '192.0.2.1' };
  const [mine, theirs] = [await ask({ cookie }), await ask(anonymous)];
  expect((await open({ cookie })).data).toEqual({ viewer: { id: String(user.id) } });
  expect((await open(anonymous)).data).toEqual({ viewer: null });
  const oneRequest = 12;
  const aPage = 100;
  expect(await ask({ cookie })).toBe(mine - 2 * oneRequest);
  expect(await ask(anonymous)).toBe(theirs - 2 * oneRequest - aPage);
});

test('a page is refused to a wrong token, whatever cookie there is', async () => {
  const { url } = await serverWithPages();
  const headers = { cookie: await sessionOf(await build.user()), authorization: 'Bearer nonsense' };
  const answer = await answerOf(await fetch(`${url}/page`, { headers }));
  expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('a page brings its own policy, and the other headers are those of every answer', async () => {
  const { url } = await serverWithPages();
  const { headers } = await fetch(`${url}/page`);
  expect(headers.get('content-security-policy')).toBe("script-src 'self'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
});

/** Posts a form to a page. Headers that fetch sets itself, such as the length, can be left out. */
function postForm(url: string, headers: Record<string, string>, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method: 'POST', headers }, (res) => {
      res.resume();
      resolve(res.statusCode!);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const FORM = 'application/x-www-form-urlencoded';

test.each([
  ['/login', { 'content-type': FORM, 'content-length': '4' }, 200],
  ['/login', { 'content-type': `${FORM}; charset=utf-8`, 'content-length': '4' }, 200],
  ['/login', { 'content-type': FORM, 'content-length': '20000' }, 413],
  ['/mail-preview', { 'content-type': FORM, 'content-length': '400000' }, 200],
  ['/mail-preview', { 'content-type': FORM, 'content-length': '600000' }, 413],
  ['/login', { 'content-type': FORM, 'transfer-encoding': 'chunked' }, 411],
  ['/login', { 'content-type': 'multipart/form-data; boundary=a', 'content-length': '4' }, 415],
  ['/login', { 'content-type': 'multipart/form-data', 'content-length': '4' }, 415],
  ['/login', { 'content-type': 'text/plain', 'content-length': '4' }, 415],
  ['/login', { 'content-length': '4' }, 415],
])(
  'of a post to %s with %o nothing is read unless a form of ours can be it',
  async (path, headers, status) => {
    const { url } = await serverWithPages();
    const length = Number('content-length' in headers ? headers['content-length'] : 4);
    expect(await postForm(url + path, headers as Record<string, string>, 'x'.repeat(length))).toBe(status);
  },
);

test('a long form costs its visitor more', async () => {
  const { url } = await serverWithPages();
  const headers = { 'x-forwarded-for': '192.0.2.77' };
  const ask = async () => left(await post(url, { query: '{ viewer { id } }' }, headers));
  const before = await ask();
  const form = { ...headers, 'content-type': FORM, 'content-length': '400000' };
  await postForm(`${url}/mail-preview`, form, 'x'.repeat(400_000));
  expect(before - (await ask())).toBeGreaterThan(3900);
});
