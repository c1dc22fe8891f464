import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../../test/build.ts';
import { launchTo } from '../../../../test/chaos.ts';
import { testApp } from '../../../../test/database.ts';
import { quickMailTimes, quickTimes } from '../../../../test/quick-times.ts';
import { startSink, type SinkOptions } from '../../../../test/smtp-sink.ts';
import { holdOlderRuns, until, untilFinished } from '../../../../test/worker.ts';
import { AccountMail } from '../../../accounts/mails/account-mail.entity.ts';
import { parseSmtpUrls } from '../../../platform/smtp/smtp-url.ts';
import { openWorker } from '../../../programs/worker.ts';

async function sink(options: SinkOptions = {}) {
  const started = await startSink(options);
  onTestFinished(() => started.close());
  return started;
}

/** Sends mailings over some servers and account mails over others. */
async function sendOver(mailings: string, accounts?: string) {
  const app = await testApp();
  const em = app.orm.em.fork();
  await em.execute('update account_mail set finished_at = now() where finished_at is null');
  await holdOlderRuns(app);
  const { worker, accountMails, close } = openWorker(app, {
    databaseUrl: app.databaseUrl,
    servers: parseSmtpUrls(mailings),
    ...(accounts !== undefined && { accountServers: parseSmtpUrls(accounts) }),
    times: quickTimes,
    mailTimes: quickMailTimes,
    onFatal(error) {
      throw error;
    },
  });
  onTestFinished(close);
  await worker.start();
  accountMails.start();
  const user = await build.user();
  await em.transactional(async (tx) => tx.create(AccountMail, { user: user.id, kind: 'RESET_PASSWORD' }));
  return { app, user };
}

test('account mails and mailings go over servers of their own', async () => {
  const [mailings, accounts] = [await sink(), await sink()];
  const { app, user } = await sendOver(mailings.url, `${accounts.url}&label=accounts`);
  const run = await launchTo(app, 5);
  await untilFinished(app, run.id);
  await until(async () => accounts.caught.length > 0);
  expect(accounts.caught.map(({ to }) => to)).toEqual([user.email]);
  expect(mailings.caught).toHaveLength(5);
  expect(mailings.caught.map(({ to }) => to)).not.toContain(user.email);
});

test('a server that refuses all mailings keeps nobody from their account', async () => {
  const mailings = await sink({ onConnection: () => '554 5.7.1 Your network is blocked' });
  const accounts = await sink();
  const { app, user } = await sendOver(mailings.url, `${accounts.url}&label=accounts`);
  await launchTo(app, 5);
  await until(async () => accounts.caught.length > 0);
  expect(accounts.caught.map(({ to }) => to)).toEqual([user.email]);
});

test('without one, they go over the first of the servers of mailings that can be used', async () => {
  const [away, other] = [await sink({ onConnection: () => 'DROP' }), await sink()];
  const { user } = await sendOver(`${away.url}&label=away&weight=9 ${other.url}&label=other`);
  await until(async () => other.caught.length > 0);
  expect(other.caught.map(({ to }) => to)).toEqual([user.email]);
});
