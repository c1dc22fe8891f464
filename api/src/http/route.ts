import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type RequestHandler, type Router } from 'express';
import type { Context, Services } from '../context/context.ts';
import type { Admit } from './admit.ts';
import type { Budget } from './budget.ts';
import { requestCost } from './cost-limit.ts';
import { readBearer } from './bearer.ts';
import { isLocal } from './is-local.ts';
import { refuseCrossSite } from './refuse-cross-site.ts';
import { stream } from './stream.ts';
import { askingOf, contextOfNobody, countBytes } from './asking.ts';

/** The parts of a request for a plain route. */
export interface RouteRequest {
  params: Record<string, string>;
  query: URLSearchParams;
  /** A small body, as text. */
  body: string;
  /** The body of a route that takes bytes. */
  bytes: Uint8Array;
  /** A large body as it arrives, for routes that stream it. */
  stream: AsyncIterable<Uint8Array>;
  /** The length of the body in bytes, if the client has sent it. */
  length: number | null;
  /** It came from this machine, and through no proxy. */
  isLocal: boolean;
  /** The token after `Bearer`, if the handler itself verifies it. */
  bearer: string | null;
  /** The value of a header, by its name in lower case; null if it is absent. */
  header: (name: string) => string | null;
}

/** A route beside GraphQL. If a handler returns null, the pages handle the request. */
export interface Route {
  method: 'get' | 'post' | 'delete';
  path: string;
  /** The response is the same for everybody: neither session nor token is looked up. */
  isForAll?: true;
  /**
   * The price that is charged to the client's network if the route is for all, in points, beside that of its
   * body; 10 by default.
   */
  cost?: number;
  /** The body is taken as bytes, at most this many. */
  mostBytes?: number;
  /** The handler reads the large body itself, however long that takes. */
  takesStream?: true;
  /**
   * The response may have any length: it is streamed at the client's pace, at most two at a time for each
   * payer.
   */
  streams?: true;
  handle: (ctx: Context, request: RouteRequest) => Promise<Response | null>;
}

interface RouteParts {
  services: Services;
  admit: Admit;
  budget: Budget;
}

/** Returns an Express router for routes. */
export function routerOf(routes: Route[], { services, admit, budget }: RouteParts): Router {
  const router = express.Router();
  const text = express.text({ type: () => true, limit: '64kb', verify: countBytes });
  const ownSiteOnly = refuseCrossSite(services.baseUrl);
  for (const route of routes) {
    const guards = route.isForAll ? [] : [ownSiteOnly];
    const small = route.isForAll ? orNone(text) : text;
    const body = route.mostBytes ? bytesUpTo(route.mostBytes) : small;
    const before = route.takesStream ? guards : [...guards, body];
    router[route.method](route.path, ...before, handlerOf(route, { services, admit, budget }));
  }
  return router;
}

const bytesUpTo = (limit: number) => express.raw({ type: () => true, limit, verify: countBytes });

/**
 * A body that cannot be read, because it is too long or in an unknown encoding, counts as empty: mail
 * programs decide what they post.
 */
const orNone =
  (read: RequestHandler): RequestHandler =>
  (req, res, next) =>
    read(req, res, () => next());

const handlerOf =
  (
    { handle, isForAll, takesStream, cost, streams }: Route,
    { services, admit, budget }: RouteParts,
  ): RequestHandler =>
  async (req, res, next) => {
    if (takesStream) res.once('finish', () => closeWhenRead(req));
    const ctx = isForAll ? contextOfNobody(services, req) : await admit(askingOf(req, res));
    if (isForAll) await budget.spend(ctx, requestCost(req.bodyBytes ?? 0, cost));
    const answer = await handle(ctx, requestOf(req, services.baseUrl));
    if (!answer) {
      next();
      return;
    }
    for (const [name, value] of answer.headers) res.setHeader(name, value);
    if (streams && answer.body) {
      await stream(answer.body, { ctx, res: res.status(answer.status) });
      return;
    }
    res.status(answer.status);
    if (answer.body) await pipeline(Readable.fromWeb(answer.body as WebStream), res);
    else res.end();
  };

function requestOf(req: Request, baseUrl: string): RouteRequest {
  const length = req.headers['content-length'] ?? '';
  return {
    params: req.params as Record<string, string>,
    query: new URL(req.originalUrl, 'http://localhost').searchParams,
    body: typeof req.body === 'string' ? req.body : '',
    bytes: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
    stream: req.iterator({ destroyOnReturn: false }),
    length: /^\d+$/.test(length) ? Number(length) : null,
    isLocal: isLocal(req, baseUrl),
    bearer: readBearer(req.headers.authorization),
    header: (name) => req.get(name) ?? null,
  };
}

const LINGER = 2000;

/** A refused body is still arriving: the response must be delivered before the connection is closed. */
function closeWhenRead(req: Request): void {
  if (req.complete) return;
  req.resume();
  setTimeout(() => req.destroy(), LINGER).unref();
}
