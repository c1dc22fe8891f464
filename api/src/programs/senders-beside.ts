import type { App } from '../context/app.ts';
import { expireWorker } from '../sending/worker/expire-worker.ts';
import { startWorkers } from './start-workers.ts';

/** Starts as many senders beside a server as WORKERS says, with the same database, SMTP server and links. */
export const sendersBeside = (app: App, smtpUrl: string) =>
  startWorkers(app.config.workers, {
    env: {
      ...app.config.environment,
      BASE_URL: app.config.baseUrl,
      DATABASE_URL: app.databaseUrl,
      SMTP_URL: smtpUrl,
    },
    log: app.log,
    onDeath: (pid) => expireWorker(app.asSystem(), pid),
  });
