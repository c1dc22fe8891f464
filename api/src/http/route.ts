import express, { type RequestHandler, type Router } from 'express';
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
    const before = route.isForAll
      ? [orNone(text)]
      : [ownSiteOnly, route.mostBytes ? bytesUpTo(route.mostBytes) : text];
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
  ({ handle, isForAll, cost, streams }: Route, { services, admit, budget }: RouteParts): RequestHandler =>
  async (req, res, next) => {
    const ctx = isForAll ? contextOfNobody(services, req) : await admit(askingOf(req, res));
    if (isForAll) await budget.spend(ctx, cost ?? REQUEST_COST);
    const answer = await handle(ctx, {
      params: req.params as Record<string, string>,
      query: new URL(req.originalUrl, 'http://localhost').searchParams,
      body: typeof req.body === 'string' ? req.body : '',
      bytes: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
      isLocal: isLocal(req, services.baseUrl),
      bearer: readBearer(req.headers.authorization),
    });
    if (!answer) {
      next();
      return;
    }
    for (const [name, value] of answer.headers) res.setHeader(name, value);
    if (streams && answer.body) {
      await stream(answer.body, { ctx, res: res.status(answer.status) });
      return;
    }
    res.status(answer.status).send(Buffer.from(await answer.arrayBuffer()));
  };
