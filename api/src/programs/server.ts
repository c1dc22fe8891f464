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
import { VERSION } from '../platform/version.ts';
import { createMailer } from '../platform/smtp/mailer.ts';
import { asksForUtf8 } from '../platform/smtp/offers-utf8.ts';
import type { SmtpServer } from '../platform/smtp/smtp-url.ts';
import { importRoutes } from '../recipients/import/import.routes.ts';
import { uploadRoutes } from '../recipients/import/uploads/upload.routes.ts';
import { hookRoutes } from '../bounces/hooks/hook.routes.ts';
import { listenBounces } from './listen-bounces.ts';
import { pollBounces } from './poll-bounces.ts';
import { createSchema } from './schema.ts';
import { feedRoutes } from '../blog/feed.routes.ts';
import { imageRoutes } from '../blog/images/image.routes.ts';
import { attachmentRoutes } from '../messages/attachments/attachment.routes.ts';
import { mailImageRoutes } from '../messages/images/mail-image.routes.ts';
import { countShown } from '../blog/count-shown.ts';
import { viewsOf } from '../blog/views.ts';
import { reportRoutes } from '../statistics/report.routes.ts';
import { exportRecipientsRoutes } from '../recipients/export/export-recipients.routes.ts';
import { auditRoutes } from '../audit/audit.routes.ts';
import { exportMailingsRoutes } from '../mailings/export/export-mailings.routes.ts';
import { exportMessagesRoutes } from '../messages/export/export-messages.routes.ts';
import { exportPostsRoutes } from '../blog/export/export-posts.routes.ts';
import { exportSendersRoutes } from '../senders/export/export-senders.routes.ts';
import { exportWebhooksRoutes } from '../webhooks/export/export-webhooks.routes.ts';
import { exportRunsRoutes } from '../runs/export/export-runs.routes.ts';
import { unsubscribeRoutes } from '../sending/unsubscribing/unsubscribe.routes.ts';

/**
 * A read that takes more milliseconds than this is stopped: nobody waits for it, and others need the
 * connection.
 */
export const LONGEST_READ = 10_000;

/** Where to send mails, and where to read those of the mail catcher. */
export interface Mail {
  servers: SmtpServer[];
  /** Where account mails go; the same by default. */
  accountServers?: SmtpServer[];
  catcher: (() => MailCatcherAddress | null) | null;
}

export interface RunningServer {
  url: string;
  port: number;
  /** Finishes the requests in progress, for two seconds at most. */
  close(): Promise<void>;
}

const mailServices = ({ servers, accountServers = servers }: Mail) => ({
  mailer: createMailer(servers),
  accountMailTakesUtf8: asksForUtf8(accountServers),
});

/**
 * Serves GraphQL, the plain routes and the pages on one port. Throws UNAVAILABLE that names the port if it is
 * taken, and INVALID if this machine cannot listen there at all.
 */
export async function startServer(app: App, mail: Mail): Promise<RunningServer> {
  const { config, log } = app;
  const services = { ...app.services, ...mailServices(mail) };
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
      await bounces.close();
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
  ...healthRoutes(mail.servers),
  ...guideRoutes(config.root),
  ...imageRoutes,
  ...mailImageRoutes,
  ...attachmentRoutes,
  ...feedRoutes,
  ...reportRoutes,
  ...unsubscribeRoutes,
  ...hookRoutes(config.mailHooks),
  ...exportRecipientsRoutes,
  ...exportRunsRoutes,
  ...exportMailingsRoutes,
  ...exportMessagesRoutes,
  ...exportSendersRoutes,
  ...exportWebhooksRoutes,
  ...exportPostsRoutes,
  ...auditRoutes,
  ...uploadRoutes,
  ...importRoutes,
  ...mailboxRoutes(config.isProduction ? null : mail.catcher, services.baseUrl),
  ...metricsRoutes(metrics, config.metricsToken),
];

/** Listens; returns what takes mail that comes back. */
async function listen(http: Server, app: App): Promise<{ close(): Promise<void> }> {
  await listenAt(http, app.config);
  const { address, port } = http.address() as AddressInfo;
  app.log.info({ version: VERSION, address, port }, 'The server is ready.');
  const listener = await listenBounces(app);
  const mailbox = pollBounces(app);
  return {
    async close() {
      await listener?.close();
      await mailbox?.stop();
    },
  };
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
