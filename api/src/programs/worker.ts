import { AccountMailSender, usualMailTimes } from '../accounts/mails/account-mail-sender.ts';
import type { AccountMailTimes } from '../accounts/mails/send-account-mail.ts';
import type { App } from './app.ts';
import { textOf } from '../language/text.ts';
import { listen } from '../platform/jobs/listen.ts';
import { startMailingJob } from '../sending/starts/start-mailing.jobs.ts';
import { WAKE_CHANNEL } from '../jobs/app-jobs.ts';
import { operationsJobs } from '../jobs/maintenance.jobs.ts';
import { recorded } from '../jobs/record-job.ts';
import { processName } from '../platform/process-name.ts';
import { runJobs, type JobTimes, type RunningJobs } from '../platform/jobs/run-jobs.ts';
import { SmtpConversation } from '../platform/smtp/smtp-conversation.ts';
import { conversationOptions } from '../platform/smtp/smtp-options.ts';
import type { SmtpServer } from '../platform/smtp/smtp-url.ts';
import { openWorkerPool } from '../platform/worker-pool.ts';
import type { Claimed } from '../sending/worker/claim-deliveries.ts';
import { SendingWorker, usualTimes, type WorkerTimes } from '../sending/worker/worker.ts';
import type { Result } from '../sending/worker/write-ledger.ts';

export interface WorkerOptions {
  databaseUrl: string;
  server: SmtpServer;
  times?: WorkerTimes;
  mailTimes?: AccountMailTimes;
  onFatal: (error: unknown) => void;
  onRecorded?: (delivery: Claimed, result: Result) => void;
}

export interface OpenWorker {
  worker: SendingWorker;
  accountMails: AccountMailSender;
  /** Finishes what is on the wire and gives everything back. */
  close(): Promise<void>;
}

/** A sender of mailings and one of account mails, over the app's database and an SMTP server; not started yet. */
export function openWorker(app: App, options: WorkerOptions): OpenWorker {
  const { log, config, services, orm } = app;
  const { databaseUrl, server, mailTimes = usualMailTimes, ...rest } = options;
  const pool = openWorkerPool(databaseUrl, log);
  const smtp = conversationOptions(server);
  const worker = new SendingWorker({
    ...{ pool, orm, log, times: usualTimes },
    ...rest,
    sender: { mailFrom: config.mailFrom, baseUrl: config.baseUrl, secret: services.secret },
    openConversation: () => new SmtpConversation(smtp),
    diedReply: textOf('EN', 'WORKER_DIED'),
  });
  const accountMails = openAccountMails(app, server, mailTimes);
  const ending = new AbortController();
  const ears = { url: databaseUrl, channel: WAKE_CHANNEL, log, signal: ending.signal };
  const listening = listen(ears, () => {
    worker.wake();
    accountMails.wake();
  });
  return {
    worker,
    accountMails,
    async close() {
      await Promise.all([worker.stop(), accountMails.stop()]);
      ending.abort();
      await listening;
      await pool.end();
    },
  };
}

/** The outbox of account mails has a connection to the SMTP server beside those of the mailings, while there are mails. */
export function openAccountMails(app: App, server: SmtpServer, times: AccountMailTimes): AccountMailSender {
  const { log, orm, services } = app;
  const { mailFrom, baseUrl } = services;
  const patience = { setupTimeout: 15_000, sendTimeout: 30_000, idleTimeout: 10_000 };
  const mailer = new SmtpConversation(conversationOptions(server, patience));
  return new AccountMailSender({ log, orm, mailFrom, baseUrl, mailer, times, close: () => mailer.close() });
}

/** Every job there is. */
export const jobsOf = (app: App) =>
  [startMailingJob(app), ...operationsJobs(app)].map((job) => recorded(job, app));

/** Runs the jobs in this process, beside any others that do. */
export async function startJobs(app: App, times?: JobTimes): Promise<RunningJobs> {
  return runJobs(await app.jobStore(), jobsOf(app), {
    log: app.log,
    name: processName(),
    ...(times && { times }),
  });
}
