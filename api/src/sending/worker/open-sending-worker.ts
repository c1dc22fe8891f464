import type { App } from '../../context/app.ts';
import { textOf } from '../../language/text.ts';
import { listen } from '../../platform/jobs/listen.ts';
import { WAKE_CHANNEL } from '../../platform/jobs/wakeups.ts';
import { AheadTrust } from '../../platform/smtp/ahead-trust.ts';
import { SmtpClient } from '../../platform/smtp/smtp-client.ts';
import { type SmtpOptions, smtpOptions } from '../../platform/smtp/smtp-options.ts';
import type { SmtpServer } from '../../platform/smtp/smtp-url.ts';
import { openWorkerPool } from '../../platform/worker-pool.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { dropWhileSending } from './drop-while-sending.ts';
import type { Sender } from './run-headers.ts';
import type { ServerAccess } from './servers/sending-server.ts';
import { SendingWorker, usualTimes, type WorkerTimes } from './worker.ts';
import type { Result } from './write-ledger.ts';

export interface SendingWorkerOptions {
  databaseUrl: string;
  servers: SmtpServer[];
  times?: WorkerTimes;
  onFatal: (error: unknown) => void;
  onRecorded?: (delivery: ClaimedDelivery, result: Result) => void;
  /** Called when another process announces that there is work. */
  onWake?: () => void;
}

export interface OpenSendingWorker {
  worker: SendingWorker;
  /** Finishes mails on the wire and releases everything. */
  close(): Promise<void>;
}

/** Creates a sender of mailings for the app's database and SMTP servers, without starting it. */
export function openSendingWorker(
  app: App,
  { databaseUrl, servers, onWake, ...options }: SendingWorkerOptions,
): OpenSendingWorker {
  const { log, services, orm } = app;
  const pool = openWorkerPool(databaseUrl, log);
  const noticed = dropWhileSending(services.cache);
  const worker = new SendingWorker({
    pool,
    orm,
    log,
    times: usualTimes,
    softBounces: services.softBounces,
    ...options,
    onRecorded(delivery, result) {
      noticed();
      options.onRecorded?.(delivery, result);
    },
    sender: senderOf(app),
    servers: servers.map((server) => accessTo(server)),
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

/** Connections to one server share what they learn about it. */
export function accessTo(server: SmtpServer, given: Partial<SmtpOptions> = {}): ServerAccess {
  const options = smtpOptions(server, given);
  const trust = new AheadTrust();
  return { server, createClient: () => new SmtpClient(options, trust) };
}

const senderOf = ({ config, services }: App): Sender => ({
  mailFrom: config.mailFrom,
  baseUrl: config.baseUrl,
  secret: services.secret,
  earlierSecrets: services.earlierSecrets,
  bounceAddress: config.bounceAddress,
  hasReturnPaths: config.hasReturnPaths,
  mailServices: [...config.mailHooks.keys()],
});
