import type { App } from '../../context/app.ts';
import { textOf } from '../../language/text.ts';
import { listen } from '../../platform/jobs/listen.ts';
import { WAKE_CHANNEL } from '../../platform/jobs/wakeups.ts';
import { AheadTrust } from '../../platform/smtp/ahead-trust.ts';
import { SmtpClient } from '../../platform/smtp/smtp-client.ts';
import { smtpOptions } from '../../platform/smtp/smtp-options.ts';
import type { SmtpServer } from '../../platform/smtp/smtp-url.ts';
import { openWorkerPool } from '../../platform/worker-pool.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { dropWhileSending } from './drop-while-sending.ts';
import type { Sender } from './run-headers.ts';
import { SendingWorker, usualTimes, type WorkerTimes } from './worker.ts';
import type { Result } from './write-ledger.ts';

export interface SendingWorkerOptions {
  databaseUrl: string;
  server: SmtpServer;
  times?: WorkerTimes;
  onFatal: (error: unknown) => void;
  onRecorded?: (delivery: ClaimedDelivery, result: Result) => void;
  /** Somebody says that there is something to do. */
  onWake?: () => void;
}

export interface OpenSendingWorker {
  worker: SendingWorker;
  /** Finishes what is on the wire and gives everything back. */
  close(): Promise<void>;
}

/** A sender of mailings over the app's database and an SMTP server; not started yet. */
export function openSendingWorker(
  app: App,
  { databaseUrl, server, onWake, ...options }: SendingWorkerOptions,
): OpenSendingWorker {
  const { log, services, orm } = app;
  const pool = openWorkerPool(databaseUrl, log);
  const smtp = smtpOptions(server);
  const trust = new AheadTrust();
  const noticed = dropWhileSending(services.cache);
  const worker = new SendingWorker({
    pool,
    orm,
    log,
    times: usualTimes,
    ...options,
    onRecorded(delivery, result) {
      noticed();
      options.onRecorded?.(delivery, result);
    },
    sender: senderOf(app),
    createClient: () => new SmtpClient(smtp, trust),
    diedReply: textOf('EN', 'WORKER_DIED'),
  });
  const ending = new AbortController();
  const channel = { url: databaseUrl, channel: WAKE_CHANNEL, log, signal: ending.signal };
  const listening = listen(channel, () => {
    worker.wake();
    onWake?.();
  });
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

const senderOf = ({ config, services }: App): Sender => ({
  mailFrom: config.mailFrom,
  baseUrl: config.baseUrl,
  secret: services.secret,
  earlierSecrets: services.earlierSecrets,
  bounceAddress: config.bounceAddress,
  hasReturnPaths: config.hasReturnPaths,
});
