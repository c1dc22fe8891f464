import PostalMime, { type Email } from 'postal-mime';
import { onTestFinished } from 'vitest';
import type { App } from '../src/context/app.ts';
import { openWorker } from '../src/programs/worker.ts';
import { parseSmtpUrls } from '../src/platform/smtp/smtp-url.ts';
import { testApp } from './database.ts';
import { quickMailTimes } from './quick-times.ts';
import { startSink, type Sink, type SinkOptions } from './smtp-sink.ts';
import { until } from './worker.ts';

interface CaughtMails {
  sink: Sink;
  /** Returns all mails to an address, once there are as many as expected. */
  mailsTo(address: string, count?: number): Promise<Email[]>;
  /** Returns the token in the link of the last mail to an address. */
  tokenFor(address: string, count?: number): Promise<string>;
}

/** Sends account mails by real SMTP to a server of this test, until it ends. */
export async function catchAccountMails(options: SinkOptions = {}): Promise<CaughtMails> {
  const app = await testApp();
  // Mails that earlier tests left in the outbox would arrive here.
  await app.orm.em.fork().execute('update account_mail set finished_at = now() where finished_at is null');
  const sink = await startSink(options);
  const { accountMails, close } = openWorker(app, {
    databaseUrl: app.databaseUrl,
    servers: parseSmtpUrls(sink.url),
    mailTimes: quickMailTimes,
    onFatal(error) {
      throw error;
    },
  });
  accountMails.start();
  await untilListening(app);
  onTestFinished(async () => {
    await close();
    await sink.close();
  });
  const mailsTo = async (address: string, count = 1) => {
    const caught = await until(async () => {
      const found = sink.caught.filter(({ to }) => to === address);
      return found.length >= count && found;
    });
    // The sink keeps what was on the wire, dots doubled.
    const mails = caught.map(({ bytes }) => bytes.replaceAll('\r\n..', '\r\n.'));
    return Promise.all(mails.map((mail) => PostalMime.parse(Buffer.from(mail, 'latin1'))));
  };
  return {
    sink,
    mailsTo,
    async tokenFor(address, count) {
      const mails = await mailsTo(address, count);
      return tokenIn(mails.at(-1)!);
    },
  };
}

/** Before that a wake-up is lost, and a mail waits for the next check of the outbox. */
const untilListening = (app: App) =>
  until(async () => {
    const listeners = await app.orm.em.fork().execute(
      `select from pg_stat_activity where datname = current_database() and state = 'idle'
       and application_name = 'postline listener' and query like 'listen%'`,
    );
    return listeners.length > 0;
  });

/** The token at the end of a mail's link. */
export const tokenIn = ({ text }: Email): string =>
  /\/(?:confirm-email|password-reset)\/([\w-]{43})\n/.exec(text ?? '')?.[1] ?? 'none';
