import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import type { Services } from '../context/context.ts';
import { notFound } from '../errors/domain-error.ts';
import { localeOf } from '../language/text.ts';
import { requestScope } from '../platform/request-scope.ts';
import type { Admit } from './admit.ts';
import { answerGraphql } from './answer-graphql.ts';
import type { Apollo } from './apollo.ts';
import type { Budget } from './budget.ts';
import { crossOrigin } from './cross-origin.ts';
import { wantsEvents, type EventStreams } from './event-stream.ts';
import { executeLocally, type ExecuteLocally } from './execute-locally.ts';
import type { Metrics } from './metrics.ts';
import { publicPages } from './public-pages.ts';
import { answerError, withHttpStatus } from './refusal.ts';
import { refuseCrossSite } from './refuse-cross-site.ts';
import { routerOf, type Route } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import { compressed } from './compressed.ts';
import { contextOfNobody, countBytes } from './asking.ts';
import { requestCost } from './cost-limit.ts';
import { inTurn } from './in-turn.ts';
import { pageForms } from './page-forms.ts';

/** The cost of rendering a page, in points, besides its queries. */
const PAGE_COST = 100;

declare module 'node:http' {
  interface IncomingMessage {
    /** Lets server-side rendering query the API without a socket. */
    graphql?: ExecuteLocally;
  }
}

interface AppParts {
  services: Services;
  admit: Admit;
  budget: Budget;
  metrics: Metrics;
  apollo: Apollo;
  streams: EventStreams;
  /** Plain routes beside GraphQL. */
  routes: Route[];
  /** SvelteKit's handler; absent in development, where Vite serves the pages. */
  pages?: RequestHandler | undefined;
  /** Called for each public page that is served from the cache. */
  onShown?: (path: string) => void;
  trustProxy?: string | undefined;
  /** Origins whose pages may use the API with a token. */
  corsOrigins: string[];
}

/** Creates the one Express app: GraphQL, the plain routes, and the pages. */
export function createApp(parts: AppParts): Express {
  const { services, admit, apollo, streams, pages, trustProxy } = parts;
  const app = express();
  app.disable('x-powered-by');
  // Responses of the API are kept nowhere; pages that are kept have tags of their own.
  app.disable('etag');
  if (trustProxy) app.set('trust proxy', /^\d+$/.test(trustProxy) ? Number(trustProxy) : trustProxy);
  if (!trustProxy) app.use(warnOfProxy(services));
  app.use(scoped, parts.metrics.requests, securityHeaders(services.baseUrl), crossOrigin(parts.corsOrigins));
  const json = express.json({ limit: '256kb', verify: countBytes });
  const turns = inTurn();
  app.use('/graphql', keptNowhere, refuseCrossSite(services.baseUrl), json, turns);
  app.use('/graphql', (req, res, next) =>
    req.path === '/stream' || wantsEvents(req) ? streams.handler(req, res, next) : next(),
  );
  app.use('/graphql', answerGraphql(apollo, admit));
  app.use(compressed);
  app.use(routerOf(parts.routes, parts));
  if (pages) {
    const { cache, baseUrl } = services;
    const kept = publicPages(pages, { cache, baseUrl, onShown: parts.onShown });
    app.use(pageForms, payForPage(parts), turns, forPages(parts), kept);
  }
  app.use((_req, _res, next) => next(notFound()));
  app.use(answerError(services));
  return app;
}

const scoped: RequestHandler = (req, _res, next) => {
  const scope = { request: randomUUID().slice(0, 8), locale: localeOf(req.headers['accept-language']) };
  requestScope.run(scope, () => next());
};

/**
 * Behind a proxy that TRUST_PROXY does not count, all visitors share one address. Logged once, because every
 * request has the header.
 */
function warnOfProxy({ log }: Services): RequestHandler {
  let isTold = false;
  return (req, _res, next) => {
    if (!isTold && (req.headers['x-forwarded-for'] ?? req.headers.forwarded) !== undefined) {
      isTold = true;
      log.warn(
        'Requests come through a proxy, and TRUST_PROXY is not set: all visitors share the limits of one address.',
      );
    }
    next();
  };
}

const keptNowhere: RequestHandler = (_req, res, next) => {
  res.setHeader('cache-control', 'no-store');
  next();
};

/** Charges a page to the visitor's network, whoever the visitor is. Static files are only read from disk. */
const payForPage =
  ({ services, budget }: AppParts): RequestHandler =>
  async (req, _res, next) => {
    if (!req.path.startsWith('/_app/immutable/')) {
      const bytes = Number(req.headers['content-length'] ?? 0);
      await budget.spend(contextOfNobody(services, req), requestCost(bytes, PAGE_COST));
    }
    next();
  };

const forPages =
  ({ apollo, admit }: AppParts): RequestHandler =>
  (req, res, next) => {
    req.graphql = executeLocally(apollo, (asking) => withHttpStatus(() => admit(asking)), req);
    // The policy for responses that are not pages; a page has its own.
    res.removeHeader('content-security-policy');
    // The handler trusts this header, so a client's own value must be replaced.
    req.headers['x-forwarded-proto'] = req.protocol;
    next();
  };
