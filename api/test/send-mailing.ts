import { onTestFinished } from 'vitest';
import { build } from './build.ts';
import { as } from './client.ts';
import { testApp } from './database.ts';
import { runPostline } from './run-postline.ts';
import { startSink, type SinkOptions } from './smtp-sink.ts';
import type { MailingStatus } from '../src/mailings/mailing.entity.ts';

export const RUN = `query ($id: ID!) { mailing(id: $id) { status runs { nodes { status triggerType scope startedBy { id }
  counts { total sent failed deferred skipped unknown } } } attempts(first: 100) { nodes { serverResponse } } } }`;

/** Runs `send_mailing` in Russian against a server with these replies. */
export async function sendMailing(
  args: string[],
  { options = {}, smtpUrl = '' }: { options?: SinkOptions; smtpUrl?: string } = {},
) {
  const sink = await startSink(options);
  onTestFinished(() => sink.close());
  const { databaseUrl } = await testApp();
  const env = { DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl || sink.url, LANG: 'ru_RU.UTF-8' };
  return { sink, ...(await runPostline(['send_mailing', ...args], env)) };
}

/** A mailing to good, better and bad; the server refuses bad. */
export async function mailing(status: MailingStatus = 'CREATED') {
  const owner = await build.user();
  const recipients = [];
  for (const name of ['good', 'better', 'bad'])
    recipients.push(await build.recipient({ owner, email: `${name}.${owner.id}@example.com` }));
  const { id } = await build.mailing({ owner, recipients, values: { status } });
  return {
    id,
    owner,
    emails: recipients.map(({ email }) => email),
    look: async () => (await as(owner).ask(RUN, { id })).mailing,
  };
}
