import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AccountMailSender, usualMailTimes } from '../accounts/mails/account-mail-sender.ts';
import type { AccountMailTimes } from '../accounts/mails/send-account-mail.ts';
import type { App } from '../context/app.ts';
import { operationsJobs } from '../jobs/maintenance.jobs.ts';
import { recorded } from '../jobs/record-job.ts';
import { runJobs, type JobTimes, type RunningJobs } from '../platform/jobs/run-jobs.ts';
import { processName } from '../platform/process-name.ts';
import { leadsNowhere } from '../platform/smtp/mail-reach.ts';
import { SmtpClients } from '../platform/smtp/smtp-clients.ts';
import type { SmtpServer } from '../platform/smtp/smtp-url.ts';
import { ChangeWorker } from '../recipients/changes/running/change-worker.ts';
import { ImportWorker } from '../recipients/import/running/import-worker.ts';
import type { LeaseTimes } from '../recipients/leased-worker.ts';
import { signSingleMail } from '../senders/sign-single-mail.ts';
import type { CallTimes } from '../webhooks/calling/make-call.ts';
import { usualCallTimes, WebhookCaller } from '../webhooks/calling/webhook-caller.ts';
import { startMailingJob } from '../sending/starts/start-mailing.jobs.ts';
import {
  openSendingWorker,
  type OpenSendingWorker,
  type SendingWorkerOptions,
} from '../sending/worker/open-sending-worker.ts';

interface WorkerOptions extends Omit<SendingWorkerOptions, 'onWake'> {
  /** The servers of account mails, in the order in which they are tried; those of mailings by default. */
  accountServers?: SmtpServer[];
  mailTimes?: AccountMailTimes;
  leaseTimes?: LeaseTimes;
  callTimes?: CallTimes;
}

interface OpenWorker extends OpenSendingWorker {
  accountMails: AccountMailSender;
  imports: ImportWorker;
  changes: ChangeWorker;
  webhooks: WebhookCaller;
}

/**
 * Creates a sender of mailings, one of account mails and workers for imports and changes of many recipients,
 * for the app's database, without starting them.
 */
export function openWorker(app: App, given: WorkerOptions): OpenWorker {
  const { mailTimes = usualMailTimes, callTimes = usualCallTimes, leaseTimes, ...rest } = given;
  const { accountServers = rest.servers, ...options } = rest;
  const accountMails = openAccountMails(app, accountServers, mailTimes);
  const { log, orm } = app;
  const leased = { orm, log, cache: app.services.cache, ...(leaseTimes && { times: leaseTimes }) };
  const imports = new ImportWorker(leased);
  const changes = new ChangeWorker(leased);
  const webhooks = openWebhooks(app, callTimes);
  const onWake = () => {
    accountMails.wake();
    imports.wake();
    changes.wake();
    webhooks.wake();
  };
  const { worker, close } = openSendingWorker(app, { ...options, onWake });
  return {
    worker,
    accountMails,
    imports,
    changes,
    webhooks,
    async close() {
      await Promise.all([close(), accountMails.stop(), imports.stop(), changes.stop(), webhooks.stop()]);
    },
  };
}

/** The outbox of account mails has its own connection to an SMTP server, while there are mails. */
function openAccountMails(app: App, servers: SmtpServer[], times: AccountMailTimes): AccountMailSender {
  const { log, orm, services } = app;
  const { mailFrom, baseUrl, secret, earlierSecrets, accountMailReach } = services;
  const patience = { setupTimeout: 15_000, sendTimeout: 30_000, idleTimeout: 10_000 };
  const mailer = new SmtpClients(servers, patience);
  const from = mailFrom.address;
  const secrets = [secret, ...earlierSecrets];
  const sign = (em: EntityManager, bytes: Buffer) =>
    signSingleMail(em, { bytes, from, ownerId: null, isShared: true, secrets });
  const close = () => mailer.close();
  const linksLeadNowhere = leadsNowhere(accountMailReach, baseUrl);
  const parts = { log, orm, mailFrom, baseUrl, linksLeadNowhere, mailer, sign, times, close };
  return new AccountMailSender(parts);
}

function openWebhooks({ log, orm, services, config }: App, times: CallTimes): WebhookCaller {
  const keys = [services.secret, ...services.earlierSecrets];
  return new WebhookCaller({ log, orm, keys, mayBePrivate: config.webhooksMayBePrivate, times });
}

/** All jobs. */
const jobsOf = (app: App) => [startMailingJob(app), ...operationsJobs(app)].map((job) => recorded(job, app));

/** Runs the jobs in this process, alongside others, as soon as their store can be reached. */
export function startJobs(app: App, times?: JobTimes): RunningJobs {
  const { log, jobStore } = app;
  const ending = new AbortController();
  let running: RunningJobs | undefined;
  const given = { log, name: processName(), ...(times && { times }) };
  void jobStore.ready().then(async (store) => {
    while (!ending.signal.aborted && !running) {
      try {
        running = await runJobs(store, jobsOf(app), given);
      } catch (error) {
        log.warn({ err: error }, 'The jobs cannot be run; trying again.');
        await sleep(1000, undefined, { ref: false });
      }
    }
  });
  return {
    async stop() {
      ending.abort();
      await running?.stop();
    },
  };
}
