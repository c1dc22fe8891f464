import { isIP } from 'node:net';
import express, { type Request, type RequestHandler, type Router } from 'express';
import type { Context, Services } from '../../context.ts';
import { contextOfNobody, contextOfRequest } from './viewer.ts';

/** What a plain route learns of a request. */
export interface RouteRequest {
  params: Record<string, string>;
  query: URLSearchParams;
  /** A small body, as text. */
  body: string;
  /** It came from this machine, and through no proxy. */
  isLocal: boolean;
}

/** A route beside GraphQL. A handler that answers null leaves the request to the pages. */
export interface Route {
  method: 'get' | 'post' | 'delete';
  path: string;
  /** Whoever asks gets the same answer: the session is not looked up. */
  isForAll?: true;
  handle: (ctx: Context, request: RouteRequest) => Promise<Response | null>;
}

/** Routes as Express serves them. */
export function routerOf(services: Services, routes: Route[]): Router {
  const router = express.Router();
  const text = express.text({ type: () => true, limit: '64kb' });
  for (const route of routes) router[route.method](route.path, text, handlerOf(services, route));
  return router;
}

const handlerOf =
  (services: Services, { handle, isForAll }: Route): RequestHandler =>
  async (req, res, next) => {
    const ctx = isForAll ? contextOfNobody(services, req) : await contextOfRequest(services, req, res);
    const answer = await handle(ctx, {
      params: req.params as Record<string, string>,
      query: new URL(req.originalUrl, 'http://localhost').searchParams,
      body: typeof req.body === 'string' ? req.body : '',
      isLocal: isLocal(req),
    });
    if (!answer) {
      next();
      return;
    }
    for (const [name, value] of answer.headers) res.setHeader(name, value);
    res.status(answer.status).send(Buffer.from(await answer.arrayBuffer()));
  };

function isLocal({ socket, headers }: Request): boolean {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const isLoopback = address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
  return isLoopback && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}
