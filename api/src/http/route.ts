import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type RequestHandler, type Router } from 'express';
import type { Context, Services } from '../context/context.ts';
import type { Admit } from './admit.ts';
import type { Budget } from './budget.ts';
import { REQUEST_COST } from './cost-limit.ts';
import { readBearer } from './bearer.ts';
import { isLocal } from './is-local.ts';
import { refuseCrossSite } from './refuse-cross-site.ts';
import { stream } from './stream.ts';
import { askingOf, contextOfNobody } from './asking.ts';

/** What a plain route learns of a request. */
export interface RouteRequest {
  params: Record<string, string>;
  query: URLSearchParams;
  /** A small body, as text. */
  body: string;
  /** The body of a route that takes bytes. */
  bytes: Uint8Array;
  /** A large body, as it comes; read by routes that take one. */
  stream: AsyncIterable<Uint8Array>;
  /** The length of the body in bytes, where the client has told it. */
  length: number | null;
  /** It came from this machine, and through no proxy. */
  isLocal: boolean;
  /** What stands after `Bearer`, where it is for the handler alone to judge. */
  bearer: string | null;
}

/** A route beside GraphQL. A handler that answers null leaves the request to the pages. */
export interface Route {
  method: 'get' | 'post' | 'delete';
  path: string;
  /** Whoever asks gets the same answer: neither session nor token is looked up. */
  isForAll?: true;
  /** What a request takes from the budget of its network, in points, if it is for all; 10 unless given. */
  cost?: number;
  /** The body is taken as bytes, so many at most. */
  mostBytes?: number;
  /** The body is large and read by the handler itself, however long that takes. */
  takesStream?: true;
  /** The answer may be of any length: it is sent as it is made, at the pace of whoever reads it, two of them for each payer. */
  streams?: true;
  handle: (ctx: Context, request: RouteRequest) => Promise<Response | null>;
}

interface RouteParts {
  services: Services;
  admit: Admit;
  budget: Budget;
}

/** Routes as Express serves them. */
export function routerOf(routes: Route[], { services, admit, budget }: RouteParts): Router {
  const router = express.Router();
  const text = express.text({ type: () => true, limit: '64kb' });
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

const bytesUpTo = (limit: number) => express.raw({ type: () => true, limit });

/** A body that cannot be read, as it is too long or in an unknown encoding, is none: what mail programs post is theirs to choose. */
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
    if (isForAll) await budget.spend(ctx, cost ?? REQUEST_COST);
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
  };
}

const LINGER = 2000;

/** A body that is refused is still coming: the answer must arrive before the connection is closed on it. */
function closeWhenRead(req: Request): void {
  if (req.complete) return;
  req.resume();
  setTimeout(() => req.destroy(), LINGER).unref();
}
