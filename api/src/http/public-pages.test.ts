import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { openCache } from '../platform/cache/open-cache.ts';
import { publicPages } from './public-pages.ts';

/** A server of pages as SvelteKit renders them, each time with another nonce. */
async function serverOf(
  page: (path: string) => { status?: number; body?: string; cookie?: string } = () => ({}),
) {
  let made = 0;
  const shown: string[] = [];
  const cache = openCache({ redis: null, secret: 'a secret' });
  const pages: RequestHandler = (req, res) => {
    const nonce = `nonce${++made}`;
    const { status = 200, body = '', cookie } = page(req.path);
    res.setHeader('content-type', 'text/html');
    res.setHeader('content-security-policy', `script-src 'nonce-${nonce}'`);
    if (cookie) res.setHeader('set-cookie', cookie);
    res.writeHead(status);
    res.write(`<script nonce="${nonce}"></script>`);
    res.end(`${req.headers['accept-language']} ${body}`);
  };
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on(
    'request',
    express().use(publicPages(pages, { cache, baseUrl, onShown: (path) => shown.push(path) })),
  );
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(baseUrl + path, { headers: { 'accept-language': 'en', ...headers } });
  return { get, cache, shown, made: () => made };
}

const nonceOf = async (response: Response) => {
  const policy = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy')!)![1];
  expect(await response.text()).toContain(`<script nonce="${policy}">`);
  return policy;
};

test('a public page is made once for all visitors of one language, each with a nonce of its own', async () => {
  const { get, made, shown } = await serverOf();
  const nonces = await Promise.all(
    [get('/blog/'), get('/blog/'), get('/blog/')].map(async (page) => nonceOf(await page)),
  );
  expect(new Set(nonces).size).toBe(3);
  expect(made()).toBe(1);
  expect(shown).toEqual(['/blog/', '/blog/']);
  expect(await (await get('/blog/', { 'accept-language': 'ru,en;q=0.5' })).text()).toContain('ru');
  expect(made()).toBe(2);
});

test('who has the page is told so, without a policy that would stop its scripts', async () => {
  const { get, cache } = await serverOf();
  const etag = (await get('/')).headers.get('etag')!;
  const again = await get('/', { 'if-none-match': etag });
  expect(again.status).toBe(304);
  expect(again.headers.has('content-security-policy')).toBe(false);
  await cache.drop('posts');
  expect((await get('/', { 'if-none-match': etag })).status).toBe(304);
});

test.each([
  ['a session', '/', { cookie: 'session=x' }],
  ['a session of https', '/', { cookie: '__Host-session=x' }],
  ['a token', '/', { authorization: 'Bearer x' }],
  ['a page with parameters', '/blog/?after=x', {}],
  ['a page that is not public', '/mailings/', {}],
  ['a language that is none of ours', '/', { 'accept-language': 'de' }],
])('nothing is kept for %s', async (_name, path, headers) => {
  const { get, made } = await serverOf();
  await get(path, headers as Record<string, string>);
  expect((await get(path, headers as Record<string, string>)).status).toBe(200);
  expect(made()).toBe(2);
});

test.each([{ status: 404 }, { cookie: 'a=b' }])(
  'a page that is not for all is sent once: %o',
  async (page) => {
    const { get, made } = await serverOf(() => page);
    const first = await get('/blog/x/');
    expect(first.status).toBe(page.status ?? 200);
    await nonceOf(first);
    await get('/blog/x/');
    expect(made()).toBe(2);
  },
);
