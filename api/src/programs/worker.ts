import { setTimeout as sleep } from 'node:timers/promises';
import { AccountMailSender, usualMailTimes } from '../accounts/mails/account-mail-sender.ts';
import type { AccountMailTimes } from '../accounts/mails/send-account-mail.ts';
import type { App } from '../context/app.ts';
import { operationsJobs } from '../jobs/maintenance.jobs.ts';
import { recorded } from '../jobs/record-job.ts';
import { runJobs, type JobTimes, type RunningJobs } from '../platform/jobs/run-jobs.ts';
import { processName } from '../platform/process-name.ts';
import { SmtpClient } from '../platform/smtp/smtp-client.ts';
import { smtpOptions } from '../platform/smtp/smtp-options.ts';
import type { SmtpServer } from '../platform/smtp/smtp-url.ts';
import { ChangeWorker } from '../recipients/changes/running/change-worker.ts';
import { ImportWorker } from '../recipients/import/running/import-worker.ts';
import type { LeaseTimes } from '../recipients/leased-worker.ts';
import { startMailingJob } from '../sending/starts/start-mailing.jobs.ts';
import {
  openSendingWorker,
  type OpenSendingWorker,
  type SendingWorkerOptions,
} from '../sending/worker/open-sending-worker.ts';

interface WorkerOptions extends Omit<SendingWorkerOptions, 'onWake'> {
  mailTimes?: AccountMailTimes;
  leaseTimes?: LeaseTimes;
}

interface OpenWorker extends OpenSendingWorker {
  accountMails: AccountMailSender;
  imports: ImportWorker;
  changes: ChangeWorker;
}

/** A sender of mailings, one of account mails and workers for imports and changes of many recipients, over the app's database; not started yet. */
export function openWorker(app: App, given: WorkerOptions): OpenWorker {
  const { mailTimes = usualMailTimes, leaseTimes, ...options } = given;
  const accountMails = openAccountMails(app, options.server, mailTimes);
  const { log, orm } = app;
  const leased = { orm, log, ...(leaseTimes && { times: leaseTimes }) };
  const imports = new ImportWorker(leased);
  const changes = new ChangeWorker(leased);
  const onWake = () => {
    accountMails.wake();
    imports.wake();
    changes.wake();
  };
  const { worker, close } = openSendingWorker(app, { ...options, onWake });
  return {
    worker,
    accountMails,
    imports,
    changes,
    async close() {
      await Promise.all([close(), accountMails.stop(), imports.stop(), changes.stop()]);
    },
  };
}

/** The outbox of account mails has a connection to the SMTP server beside those of the mailings, while there are mails. */
function openAccountMails(app: App, server: SmtpServer, times: AccountMailTimes): AccountMailSender {
  const { log, orm, services } = app;
  const { mailFrom, baseUrl } = services;
  const patience = { setupTimeout: 15_000, sendTimeout: 30_000, idleTimeout: 10_000 };
  const mailer = new SmtpClient(smtpOptions(server, patience));
  return new AccountMailSender({ log, orm, mailFrom, baseUrl, mailer, times, close: () => mailer.close() });
}

/** Every job there is. */
const jobsOf = (app: App) => [startMailingJob(app), ...operationsJobs(app)].map((job) => recorded(job, app));

/** Runs the jobs in this process, beside any others that do, as soon as their store can be reached. */
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
