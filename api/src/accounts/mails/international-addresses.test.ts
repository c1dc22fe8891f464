import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { catchAccountMails } from '../../../test/account-mails.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { startSink, type SinkOptions } from '../../../test/smtp-sink.ts';
import { until } from '../../../test/worker.ts';
import { asksForUtf8 } from '../../platform/smtp/offers-utf8.ts';
import { parseSmtpUrls } from '../../platform/smtp/smtp-url.ts';
import { requestPasswordReset } from '../passwords/request-password-reset.ts';
import { register } from '../registration/register.ts';
import { copyContext } from '../../context/context.ts';

const newAddress = () => `ольга-${randomUUID()}@example.com`;

/** The context of a visitor of an installation whose account mails go over these servers. */
async function visitor(urls: string) {
  const ctx = await as(null).context();
  return copyContext(ctx, { accountMailTakesUtf8: asksForUtf8(parseSmtpUrls(urls)) });
}

async function sink(options: SinkOptions = {}) {
  const started = await startSink(options);
  onTestFinished(() => started.close());
  return started;
}

test('who has an address beyond ASCII can register where the mail server takes it', async () => {
  const { mailsTo, sink: server } = await catchAccountMails({ offersUtf8: true });
  const email = newAddress();
  const ctx = await visitor(server.url);
  expect(await register(ctx, { email, fullName: 'Ольга' })).toBe(true);
  const [mail] = await mailsTo(email);
  expect(mail!.subject).toMatch(/\w|[а-я]/);
  expect(await requestPasswordReset(ctx, { email })).toBe(true);
  expect(await mailsTo(email, 2)).toHaveLength(2);
});

test('where no server takes it, nobody is left waiting for a mail', async () => {
  const refused = { details: { faults: [{ code: 'EMAIL_NEEDS_SMTPUTF8', path: ['email'] }] } };
  const [plain, absent] = [await sink(), await sink()];
  await absent.close().catch(() => {});
  for (const urls of [plain.url, absent.url]) {
    const ctx = await visitor(urls);
    await expect(register(ctx, { email: newAddress(), fullName: 'Ольга' })).rejects.toMatchObject(refused);
    await expect(requestPasswordReset(ctx, { email: newAddress() })).rejects.toMatchObject(refused);
  }
});

test('of several servers one that takes it is enough, and they are asked once', async () => {
  let greetings = 0;
  const onConnection = () => void greetings++;
  const [plain, utf8] = [await sink({ onConnection }), await sink({ onConnection, offersUtf8: true })];
  const takesUtf8 = asksForUtf8(parseSmtpUrls(`${plain.url}&label=plain ${utf8.url}&label=utf8`));
  expect(await Promise.all([takesUtf8(), takesUtf8()])).toEqual([true, true]);
  expect(greetings).toBe(2);
});

test('if the server takes it no more, the mail is given up with the reason', async () => {
  const { sink: server } = await catchAccountMails();
  const email = newAddress();
  const ctx = copyContext(await visitor(server.url), { accountMailTakesUtf8: async () => true });
  await register(ctx, { email, fullName: 'Ольга' });
  const { orm } = await testApp();
  const mail = await until(async () => {
    const [row] = await orm.em.fork().execute<{ is_sent: boolean; reply: string }[]>(
      `select is_sent, reply from account_mail join "user" on "user".id = user_id
       where email = ? and finished_at is not null`,
      [email],
    );
    return row;
  });
  expect(mail.is_sent).toBe(false);
  expect(mail.reply).toContain('SMTPUTF8');
});
