import type { Request, RequestHandler } from 'express';
import { requestScope } from '../platform/request-scope.ts';
import { textOf } from '../language/text.ts';
import { readBearer } from './bearer.ts';

/**
 * Refuses what a page of another site sends with the viewer's cookie. Browsers send the origin of a request;
 * programs send none and have no cookie. With a token the cookie does not count, and no browser adds a token
 * by itself.
 */
export function refuseCrossSite(baseUrl: string): RequestHandler {
  const own = new URL(baseUrl).origin;
  return (req, res, next) => {
    const { cookie, authorization } = req.headers;
    const isByCookie = cookie !== undefined && readBearer(authorization) === null;
    if (req.method === 'GET' || req.method === 'HEAD' || !isByCookie || !isForeign(req, own)) {
      next();
      return;
    }
    const message = textOf(requestScope.getStore()?.locale ?? 'EN', 'CROSS_SITE_REQUEST');
    res.status(403).json({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] });
  };
}

function isForeign({ headers }: Request, own: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  return origin !== undefined && origin !== own && URL.parse(origin)?.host !== host;
}
