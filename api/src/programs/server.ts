import type { Route } from '../http/route.ts';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contextOf } from '../accounts/sessions/context-of.ts';
import type { App } from '../context/app.ts';
import { type Config, urlOf } from '../config.ts';
import { DomainError, unavailable } from '../errors/domain-error.ts';
import { guideRoutes } from '../monitoring/guide.routes.ts';
import { healthRoutes } from '../monitoring/health.routes.ts';
import { mailboxRoutes, type MailCatcherAddress } from '../monitoring/mailbox.routes.ts';
import { metricsRoutes } from '../monitoring/metrics.routes.ts';
import { admission } from '../http/admit.ts';
import { createApollo } from '../http/apollo.ts';
import { createBudget } from '../http/budget.ts';
import { createEventStreams } from '../http/event-stream.ts';
import { createApp } from '../http/create-app.ts';
import { loadPages } from '../http/load-pages.ts';
import { createMetrics, type Metrics } from '../http/metrics.ts';
import { rendering } from '../messages/rendering/rendering.ts';
import { createMailer } from '../platform/smtp/mailer.ts';
import type { SmtpServer } from '../platform/smtp/smtp-url.ts';
import { importRoutes } from '../recipients/import/import.routes.ts';
import { uploadRoutes } from '../recipients/import/uploads/upload.routes.ts';
import { listenBounces } from './listen-bounces.ts';
import { createSchema } from './schema.ts';
import { feedRoutes } from '../blog/feed.routes.ts';
import { imageRoutes } from '../blog/images/image.routes.ts';
import { countShown } from '../blog/count-shown.ts';
import { viewsOf } from '../blog/views.ts';
import { reportRoutes } from '../statistics/report.routes.ts';
import { exportRecipientsRoutes } from '../recipients/export/export-recipients.routes.ts';
import { auditRoutes } from '../audit/audit.routes.ts';
import { exportRunsRoutes } from '../runs/export/export-runs.routes.ts';
import { unsubscribeRoutes } from '../sending/unsubscribing/unsubscribe.routes.ts';

/** A read that takes more milliseconds than this is stopped: nobody waits for it, and others need the connection. */
export const LONGEST_READ = 10_000;

/** Where mails go, and where they can be looked at. */
export interface Mail {
  server: SmtpServer;
  catcher: (() => MailCatcherAddress | null) | null;
}

export interface RunningServer {
  url: string;
  port: number;
  /** Returns what was asked already, at most two seconds long. */
  close(): Promise<void>;
}

/**
 * Serves GraphQL, the plain routes and the pages on one port. Throws UNAVAILABLE, naming the port, where it is taken, and
 * INVALID if this machine cannot listen there at all.
 */
export async function startServer(app: App, mail: Mail): Promise<RunningServer> {
  const { config, log } = app;
  const services = { ...app.services, mailer: createMailer(mail.server) };
  const http = createServer();
  const schema = await createSchema();
  const [budget, metrics] = [createBudget(app.redis), createMetrics()];
  const admit = admission(services, { contextOf, budget });
  const apollo = createApollo(schema, { http, log, budget, metrics });
  const streams = createEventStreams(schema, { services, contextOf, admit, budget });
  await apollo.start();
  rendering.warm();
  const express = createApp({
    services,
    admit,
    budget,
    metrics,
    apollo,
    streams,
    routes: routesOf(app, mail, metrics),
    pages: config.servesWeb ? await loadPages(config.root) : undefined,
    onShown: (path) => void countShown(app.asSystem(), path),
    trustProxy: config.trustProxy,
    corsOrigins: config.corsOrigins,
  });
  const bounces = await listen(http.on('request', express), app);
  const { port } = http.address() as AddressInfo;
  return {
    url: config.port === 0 ? urlOf(config.host, port) : config.baseUrl,
    port,
    async close() {
      await bounces?.close();
      http.close();
      streams.close();
      http.closeIdleConnections();
      await apollo.stop();
      await viewsOf(app.services).flush();
      http.closeAllConnections();
    },
  };
}

const routesOf = ({ config, services }: App, mail: Mail, metrics: Metrics): Route[] => [
  ...healthRoutes(mail.server),
  ...guideRoutes(config.root),
  ...imageRoutes,
  ...feedRoutes,
  ...reportRoutes,
  ...unsubscribeRoutes,
  ...exportRecipientsRoutes,
  ...exportRunsRoutes,
  ...auditRoutes,
  ...uploadRoutes,
  ...importRoutes,
  ...mailboxRoutes(config.isProduction ? null : mail.catcher, services.baseUrl),
  ...metricsRoutes(metrics, config.metricsToken),
];

/** Returns what else listens. */
async function listen(http: Server, app: App): Promise<Awaited<ReturnType<typeof listenBounces>>> {
  await listenAt(http, app.config);
  return listenBounces(app);
}

async function listenAt(http: Server, { port, host }: Pick<Config, 'port' | 'host'>): Promise<void> {
  http.listen(port, host);
  try {
    await once(http, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'EADDRINUSE') throw unavailable('CLI_PORT_BUSY', { port });
    throw new DomainError('INVALID', {
      key: 'CLI_CANNOT_LISTEN',
      params: { host, port, detail: error.message },
    });
  }
}
