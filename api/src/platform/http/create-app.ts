import { randomUUID } from 'node:crypto';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Services } from '../../context.ts';
import { localeOf, textOf } from '../../language/text.ts';
import { requestScope } from '../request-scope.ts';
import type { Apollo } from './apollo.ts';
import { wantsEvents, type EventStreams } from './event-stream.ts';
import { executeLocally, type ExecuteLocally } from './execute-locally.ts';
import { routerOf, type Route } from './route.ts';
import { refuseCrossSite } from './refuse-cross-site.ts';
import { contextOfRequest } from './viewer.ts';

declare module 'node:http' {
  interface IncomingMessage {
    /** Lets the web client's server rendering ask the API without a socket. */
    graphql?: ExecuteLocally;
  }
}

export interface AppParts {
  services: Services;
  apollo: Apollo;
  streams: EventStreams;
  /** Plain routes beside GraphQL. */
  routes: Route[];
  /** SvelteKit's handler; absent in development, where Vite serves the pages. */
  pages?: RequestHandler | undefined;
  trustProxy?: string | undefined;
}

/** The one Express app: GraphQL, the plain routes, and the pages. */
export function createApp({ services, apollo, streams, routes, pages, trustProxy }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  if (trustProxy) app.set('trust proxy', /^\d+$/.test(trustProxy) ? Number(trustProxy) : trustProxy);
  app.use(scoped, safeHeaders);
  app.use('/graphql', refuseCrossSite(services.baseUrl), express.json({ limit: '256kb' }));
  app.use('/graphql', (req, res, next) =>
    req.path === '/stream' || wantsEvents(req) ? streams.handler(req, res, next) : next(),
  );
  app.use(
    '/graphql',
    expressMiddleware(apollo, { context: ({ req, res }) => contextOfRequest(services, req, res) }),
  );
  app.use(routerOf(services, routes));
  if (pages) app.use(forPages(executeLocally(apollo, services)), pages);
  app.use(refused(services));
  return app;
}

const scoped: RequestHandler = (req, _res, next) => {
  const scope = { request: randomUUID().slice(0, 8), locale: localeOf(req.headers['accept-language']) };
  requestScope.run(scope, () => next());
};

const safeHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('x-content-type-options', 'nosniff');
  res.setHeader('referrer-policy', 'same-origin');
  next();
};

const forPages =
  (local: ExecuteLocally): RequestHandler =>
  (req, _res, next) => {
    req.graphql = local;
    // The handler believes this header; a client's own word must not count.
    req.headers['x-forwarded-proto'] = req.protocol;
    next();
  };

/** Answers JSON, where Express would answer a page with a stack. Express knows it by its four parameters. */
const refused =
  ({ log }: Services): ErrorRequestHandler =>
  // oxlint-disable-next-line max-params
  (error: { status?: number }, _req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const status = error.status && error.status < 500 ? error.status : 500;
    if (status === 500) log.error({ err: error }, 'A request failed.');
    const key = status === 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST';
    const message = textOf(requestScope.getStore()?.locale ?? 'EN', key);
    res.status(status).json({ errors: [{ message, extensions: { code: key } }] });
  };
