import { createHash, randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Cache } from '../platform/cache/cache.ts';
import { capturePage, type MadePage } from './capture-page.ts';

/** Pages that look the same to every visitor: home, the blog and its posts. */
const PUBLIC = /^\/(blog\/(?:[a-z0-9-]+\/)?)?$/;
const SECONDS = 60;
const NONCE = /'nonce-([^']+)'/;
/** Placeholder in a cached page for the nonce, which differs each time. */
const MARK = '<nonce>';
const OWN_HEADERS = new Set(['content-type', 'content-security-policy', 'link', 'x-sveltekit-page']);

interface Parts {
  cache: Cache;
  baseUrl: string;
  /** Called for each cached page that is served. */
  onShown?: ((path: string) => void) | undefined;
}

/**
 * Caches public pages for visitors without a session, for a minute or until their content changes, and
 * replies 304 to those who have the current one. Pages that differ between visitors are rendered each time.
 */
export function publicPages(pages: RequestHandler, { cache, baseUrl, onShown }: Parts): RequestHandler {
  const { host } = new URL(baseUrl);
  const tags = ['mailings', 'recipients', 'sending', 'posts'] as const;
  return async (req, res, next) => {
    const name = nameOf(req, host);
    if (name === null) return pages(req, res, next);
    const made: { page?: MadePage } = {};
    const page = await cache
      .get(name, { seconds: SECONDS, tags }, async () => {
        const fresh = (made.page = await capturePage(pages, req, res));
        if (!isForAll(fresh)) throw new Error('This page is not for all.');
        return withoutNonce(fresh);
      })
      .catch(() => null);
    if (page) {
      if (!made.page) onShown?.(req.path);
      return send(page, req, res);
    }
    if (made.page) return sendOnce(made.page, res);
    return res.destroyed ? undefined : pages(req, res, next);
  };
}

/**
 * Returns everything that a page depends on, or null if that is more than the address, the language and the
 * theme.
 */
function nameOf(req: Request, host: string): string | null {
  if (!isPublic(req, host)) return null;
  const { cookie = '', 'accept-language': languages = 'en' } = req.headers;
  const first = /^(en|ru)(?:-[a-z]{2})?(?:,|$)/i.exec(languages)?.[1]?.toLowerCase();
  if (!first) return null;
  const valueOf = (wanted: RegExp) => wanted.exec(cookie)?.[1] ?? '';
  const theme = valueOf(/(?:^|;\s*)theme=(light|dark)(?:;|$)/);
  const chosen = valueOf(/(?:^|;\s*)\w*locale\w*=(en|ru)(?:;|$)/i);
  return JSON.stringify(['page', req.path, first, theme, chosen]);
}

/** Whether a visitor without a session requests the plain address of a public page. */
function isPublic({ method, path, originalUrl, headers }: Request, host: string): boolean {
  const isPlain = method === 'GET' && PUBLIC.test(path) && originalUrl === path;
  return isPlain && !headers.authorization && headers.host === host && !/session=/.test(headers.cookie ?? '');
}

const isForAll = ({ status, headers, body }: MadePage) =>
  status === 200 &&
  body.length < 500_000 &&
  !body.includes(MARK) &&
  headers.some(([name, value]) => name === 'content-type' && value.startsWith('text/html')) &&
  !headers.some(([name]) => name === 'set-cookie');

function withoutNonce({ status, headers, body }: MadePage): MadePage {
  const nonce = NONCE.exec(headers.find(([name]) => name === 'content-security-policy')?.[1] ?? '')?.[1];
  const marked = (text: string) => (nonce ? text.replaceAll(nonce, MARK) : text);
  return {
    status,
    headers: headers.filter(([name]) => OWN_HEADERS.has(name)).map(([name, value]) => [name, marked(value)]),
    body: marked(body),
  };
}

function send({ headers, body }: MadePage, req: Request, res: Response): void {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  res.removeHeader('set-cookie');
  res.setHeader('etag', etag);
  res.setHeader('cache-control', 'private, no-cache');
  res.setHeader('vary', 'accept-language, cookie');
  // With a 304, a browser keeps the page with its old policy: another nonce would block its scripts.
  if (req.headers['if-none-match'] === etag) {
    res.removeHeader('content-security-policy');
    res.status(304).end();
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  for (const [name, value] of headers) res.setHeader(name, value.replaceAll(MARK, nonce));
  res.status(200).send(body.replaceAll(MARK, nonce));
}

function sendOnce({ status, headers, body }: MadePage, res: Response): void {
  for (const [name, value] of headers) if (name !== 'set-cookie') res.setHeader(name, value);
  res.status(status).send(body);
}
