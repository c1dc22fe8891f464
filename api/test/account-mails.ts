import PostalMime, { type Email } from 'postal-mime';
import { onTestFinished } from 'vitest';
import type { App } from '../src/context/app.ts';
import { openWorker } from '../src/programs/worker.ts';
import { parseSmtpUrl } from '../src/platform/smtp/smtp-url.ts';
import { testApp } from './database.ts';
import { quickMailTimes } from './quick-times.ts';
import { startSink, type Sink, type SinkOptions } from './smtp-sink.ts';
import { until } from './worker.ts';

interface CaughtMails {
  sink: Sink;
  /** All that came to an address, once there are so many. */
  mailsTo(address: string, count?: number): Promise<Email[]>;
  /** What stands at the end of the link in the last of so many mails to an address. */
  tokenFor(address: string, count?: number): Promise<string>;
}

/** Has account mails sent by real SMTP to a server of this test, until it ends. */
export async function catchAccountMails(options: SinkOptions = {}): Promise<CaughtMails> {
  const app = await testApp();
  // What earlier tests left in the outbox would come here.
  await app.orm.em.fork().execute('update account_mail set finished_at = now() where finished_at is null');
  const sink = await startSink(options);
  const { accountMails, close } = openWorker(app, {
    databaseUrl: app.databaseUrl,
    server: parseSmtpUrl(sink.url),
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

/** Until then a wake-up is lost, and a mail waits for the next look into the outbox. */
const untilListening = (app: App) =>
  until(async () => {
    const listeners = await app.orm.em.fork().execute(
      `select from pg_stat_activity where datname = current_database() and state = 'idle'
       and application_name = 'postline listener' and query like 'listen%'`,
    );
    return listeners.length > 0;
  });

/** What stands at the end of a mail's link. */
export const tokenIn = ({ text }: Email): string =>
  /\/(?:confirm-email|password-reset)\/([\w-]{43})\n/.exec(text ?? '')?.[1] ?? 'none';
