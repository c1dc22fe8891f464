import type { RequestHandler } from 'express';
import { readBearer } from './bearer.ts';

/**
 * Lets pages of the listed origins use the API with a token, and never with the viewer's cookie: a request
 * without a token gets the response of an origin that is not listed.
 */
export function crossOrigin(origins: string[]): RequestHandler {
  const listed = new Set(origins);
  return (req, res, next) => {
    res.vary('Origin');
    const { origin } = req.headers;
    const isPreflight =
      req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined;
    const hasToken = isPreflight
      ? namesIn(req.headers['access-control-request-headers']).includes('authorization')
      : readBearer(req.headers.authorization) !== null;
    if (origin === undefined || !listed.has(origin) || !hasToken) {
      next();
      return;
    }
    res.setHeader('access-control-allow-origin', origin);
    if (!isPreflight) {
      res.setHeader('access-control-expose-headers', 'RateLimit, RateLimit-Policy, Retry-After');
      next();
      return;
    }
    res.setHeader('access-control-allow-methods', 'GET, POST');
    res.setHeader('access-control-allow-headers', 'Authorization, Content-Type');
    res.setHeader('access-control-max-age', '600');
    res.status(204).end();
  };
}

const namesIn = (header: string | undefined) =>
  (header ?? '').split(',').map((name) => name.trim().toLowerCase());
