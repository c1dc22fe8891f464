import { hostname } from 'node:os';
import type { App } from './app.ts';
import { textOf } from './language/text.ts';
import { listen } from './platform/jobs/listen.ts';
import { startMailingJob } from './mailings/mailing.jobs.ts';
import { WAKE_CHANNEL } from './operations/app-jobs.ts';
import { operationsJobs } from './operations/operations.jobs.ts';
import { recorded } from './operations/record-job.ts';
import { runJobs, type JobTimes, type RunningJobs } from './platform/jobs/run-jobs.ts';
import { SmtpConversation } from './platform/smtp/smtp-conversation.ts';
import { conversationOptions } from './platform/smtp/smtp-options.ts';
import type { SmtpServer } from './platform/smtp/smtp-url.ts';
import { openWorkerPool } from './platform/worker-pool.ts';
import type { Claimed } from './sending/worker/claim-deliveries.ts';
import { SendingWorker, usualTimes, type WorkerTimes } from './sending/worker/worker.ts';
import type { Result } from './sending/worker/write-ledger.ts';

export interface WorkerOptions {
  databaseUrl: string;
  server: SmtpServer;
  times?: WorkerTimes;
  onFatal: (error: unknown) => void;
  onRecorded?: (delivery: Claimed, result: Result) => void;
}

export interface OpenWorker {
  worker: SendingWorker;
  /** Finishes what is on the wire and gives everything back. */
  close(): Promise<void>;
}

/** A sender over the app's database and an SMTP server, with connections of its own; not started yet. */
export function openWorker(app: App, options: WorkerOptions): OpenWorker {
  const { log, config, services, orm } = app;
  const { databaseUrl, server, ...rest } = options;
  const pool = openWorkerPool(databaseUrl, log);
  const smtp = conversationOptions(server);
  const worker = new SendingWorker({
    ...{ pool, orm, log, times: usualTimes },
    ...rest,
    sender: { mailFrom: config.mailFrom, baseUrl: config.baseUrl, secret: services.secret },
    openConversation: () => new SmtpConversation(smtp),
    diedReply: textOf('EN', 'WORKER_DIED'),
  });
  const ending = new AbortController();
  const ears = { url: databaseUrl, channel: WAKE_CHANNEL, log, signal: ending.signal };
  const listening = listen(ears, () => worker.wake());
  return {
    worker,
    async close() {
      await worker.stop();
      ending.abort();
      await listening;
      await pool.end();
    },
  };
}

/** Every job there is. */
export const jobsOf = (app: App) =>
  [startMailingJob(app), ...operationsJobs(app)].map((job) => recorded(job, app));

/** Runs the jobs in this process, beside any others that do. */
export async function startJobs(app: App, times?: JobTimes): Promise<RunningJobs> {
  const name = `${hostname()}:${process.pid}`;
  return runJobs(await app.jobStore(), jobsOf(app), { log: app.log, name, ...(times && { times }) });
}
