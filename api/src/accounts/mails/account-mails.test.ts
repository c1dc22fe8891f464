import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { catchAccountMails } from '../../../test/account-mails.ts';
import { build } from '../../../test/build.ts';
import { testApp } from '../../../test/database.ts';
import { startSink, type SinkOptions } from '../../../test/smtp-sink.ts';
import { spawnWorker } from '../../../test/spawn-worker.ts';
import { startWorker, until } from '../../../test/worker.ts';
import { parseSmtpUrls } from '../../platform/smtp/smtp-url.ts';
import { createMailer } from '../../platform/smtp/mailer.ts';
import { launchSend } from '../../sending/launch/launch-send.ts';
import { setSendingLimits } from '../../sending/limits/set-sending-limits.ts';
import { AccountMail, type AccountMailKind } from './account-mail.entity.ts';
import type { User } from '../user.entity.ts';
import { sendAccountMail } from './send-account-mail.ts';

const em = async () => (await testApp()).orm.em.fork();

/** Puts a mail into the outbox. */
async function queue(user: User, kind: AccountMailKind, createdAt = new Date()): Promise<AccountMail> {
  const manager = await em();
  const mail = await manager.transactional(async (tx) => tx.create(AccountMail, { user, kind, createdAt }));
  await (await testApp()).services.wakeups.wakeWorkers();
  return mail;
}

const rowOf = async ({ id }: AccountMail) => (await em()).findOneOrFail(AccountMail, id);
const untilFinished = (mail: AccountMail, seconds?: number) =>
  until(async () => {
    const row = await rowOf(mail);
    return row.finishedAt ? row : null;
  }, seconds);

/** Makes one try after the other, so that nothing happens in between. */
async function tries(options: SinkOptions = {}, log = pino({ level: 'silent' }), linksLeadNowhere = false) {
  const { services } = await testApp();
  const sink = await startSink(options);
  onTestFinished(() => sink.close());
  await (await em()).execute('update account_mail set finished_at = now() where finished_at is null');
  const { mailFrom, baseUrl } = services;
  const mailer = createMailer(parseSmtpUrls(sink.url));
  const parts = {
    log,
    mailFrom,
    baseUrl,
    linksLeadNowhere,
    mailer,
    sign: async (_: unknown, bytes: Buffer) => Buffer.concat([Buffer.from('X-Signed: yes\r\n'), bytes]),
    times: { pulse: 2000, hold: 120, retryDelays: [60, 300, 900, 3600] },
  };
  return { sink, tryNext: async () => sendAccountMail(await em(), parts) };
}

test.each([
  ['EN', 'CONFIRM_EMAIL', 'Confirm your address', 'confirm-email/'],
  ['RU', 'CONFIRM_EMAIL', 'Подтвердите адрес', 'confirm-email/'],
  ['EN', 'ALREADY_REGISTERED', 'You already have an account', 'login'],
  ['RU', 'ALREADY_REGISTERED', 'У вас уже есть учётная запись', 'login'],
  ['EN', 'RESET_PASSWORD', 'Set a new password', 'password-reset/'],
  ['RU', 'RESET_PASSWORD', 'Новый пароль', 'password-reset/'],
  ['EN', 'PASSWORD_CHANGED', 'Your password was changed', 'password-recovery'],
  ['RU', 'PASSWORD_CHANGED', 'Ваш пароль изменён', 'password-recovery'],
] as const)('in %s a mail of kind %s says «%s» and leads to %s', async (locale, kind, subject, path) => {
  const { mailsTo } = await catchAccountMails();
  const { mailFrom, baseUrl } = (await testApp()).services;
  const user = await build.user({
    locale,
    fullName: '<b>Visit</b> https://evil.example',
    timeZone: 'Asia/Tokyo',
    emailConfirmedAt: kind === 'CONFIRM_EMAIL' ? null : new Date(),
  });
  await queue(user, kind);
  const [mail] = await mailsTo(user.email);
  expect(mail).toMatchObject({ subject, from: mailFrom, to: [{ address: user.email }] });
  const header = (name: string) => mail!.headers.find(({ key }) => key === name)?.value;
  expect(header('auto-submitted')).toBe('auto-generated');
  expect(header('x-auto-response-suppress')).toBe('OOF, AutoReply');
  expect(header('precedence')).toBeUndefined();
  expect(mail!.messageId).toMatch(new RegExp(`^<[\\w-]{36}@${mailFrom.address.split('@')[1]}>$`));
  expect(Math.abs(Date.now() - Date.parse(mail!.date!))).toBeLessThan(60_000);
  expect(mail!.text).toContain(`\n${baseUrl}/${path}`);
  expect(mail!.html).toContain(`href="${baseUrl}/${path}`);
  expect(mail!.html).toContain(`<html lang="${locale.toLowerCase()}">`);
  expect(mail!.html).toContain('prefers-color-scheme: dark');
  const urls = `${mail!.text}${mail!.html}`.match(/https?:\/\/[^\s"<]+/g)!;
  for (const url of urls) expect(url).toMatch(new RegExp(`^${baseUrl}/`));
  expect(`${mail!.text}${mail!.html}`).not.toMatch(/Visit|evil|\{\w+\}/);
});

test('a changed password is told with its time where the user lives', async () => {
  const { mailsTo } = await catchAccountMails();
  const user = await build.user({ timeZone: 'Asia/Tokyo' });
  await queue(user, 'PASSWORD_CHANGED', new Date(Date.now() - 60_000));
  const [mail] = await mailsTo(user.email);
  expect(mail!.text).toMatch(/ \d{1,2}:\d\d [AP]M GMT\+9\./);
});

test('what the server refuses for now is tried again, with a link that works', async () => {
  let refusals = 2;
  const { tokenFor, sink } = await catchAccountMails({
    onRecipient: () => (refusals-- > 0 ? '450 4.2.1 later' : undefined),
  });
  const user = await build.user();
  const mail = await queue(user, 'RESET_PASSWORD');
  await tokenFor(user.email);
  expect(await untilFinished(mail)).toMatchObject({ isSent: true, tries: 3, reply: '250 2.0.0 queued' });
  expect(sink.caught).toHaveLength(1);
  const links = await (await em()).execute('select from mailed_link where user_id = ?', [user.id]);
  expect(links).toHaveLength(1);
});

test('a server that cannot be reached costs a try, and later the mail arrives', async () => {
  let isAway = true;
  const { mailsTo } = await catchAccountMails({ onConnection: () => (isAway ? 'DROP' : undefined) });
  const user = await build.user();
  const mail = await queue(user, 'PASSWORD_CHANGED');
  await until(async () => (await rowOf(mail)).tries > 0);
  isAway = false;
  expect(await mailsTo(user.email)).toHaveLength(1);
});

test('what the server refuses for good is over, with its words', async () => {
  const { tryNext } = await tries({ onRecipient: () => '550 5.1.1 no such mailbox' });
  const user = await build.user();
  const mail = await queue(user, 'RESET_PASSWORD');
  await tryNext();
  const row = await rowOf(mail);
  expect(row).toMatchObject({ isSent: false, tries: 1, reply: '550 5.1.1 no such mailbox' });
  expect(row.finishedAt).not.toBeNull();
  expect(await tryNext()).toBe(false);
  expect(await (await em()).execute('select from mailed_link where user_id = ?', [user.id])).toHaveLength(0);
});

test('the tries come after 1, 5, 15 and 60 minutes and so on, until nobody waits any more', async () => {
  const { tryNext } = await tries({ onRecipient: () => '450 4.2.1 later' });
  const mail = await queue(await build.user(), 'PASSWORD_CHANGED');
  const waits: number[] = [];
  const manager = await em();
  for (;;) {
    await tryNext();
    const { finishedAt, nextTryAt } = await rowOf(mail);
    if (finishedAt) break;
    const [row] = await manager.execute<{ minutes: number }[]>(
      'select round(extract(epoch from ?::timestamptz - now()) / 60)::int as minutes',
      [nextTryAt],
    );
    waits.push(row!.minutes);
    await manager.execute(
      'update account_mail set next_try_at = now(), created_at = created_at - (next_try_at - now()) where id = ?',
      [mail.id],
    );
  }
  expect(waits.slice(0, 6)).toEqual([1, 5, 15, 60, 60, 60]);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(24 * 60);
  expect(waits.reduce((sum, wait) => sum + wait, 60)).toBeGreaterThanOrEqual(24 * 60);
});

test.each([
  ['a blocked account', { blockedAt: new Date() }, 'PASSWORD_CHANGED', 0],
  ['an address that was confirmed meanwhile', {}, 'CONFIRM_EMAIL', 0],
  ['who asked for a new password long ago', {}, 'RESET_PASSWORD', 2 * 3_600_000],
  ['an address that no server takes', { email: `ольга-${Math.random()}@example.com` }, 'RESET_PASSWORD', 0],
] as const)('nothing is sent to %s', async (_, given, kind, age) => {
  const { sink, tryNext } = await tries();
  const mail = await queue(await build.user(given), kind, new Date(Date.now() - age));
  await tryNext();
  expect(await rowOf(mail)).toMatchObject({ isSent: false, finishedAt: expect.any(Date) });
  expect(sink.caught).toHaveLength(0);
});

test('several workers send each mail once', async () => {
  const { sink, tryNext } = await tries();
  const users = await Promise.all(Array.from({ length: 20 }, () => build.user()));
  for (const user of users) await queue(user, 'PASSWORD_CHANGED');
  const worker = async () => {
    while (await tryNext());
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  const caught = sink.caught.map(({ to }) => to).toSorted();
  expect(caught).toEqual(users.map(({ email }) => email).toSorted());
});

test('a mail is held while it is sent, and tried again after its worker was killed', async () => {
  const app = await testApp();
  await (await em()).execute('update account_mail set finished_at = now() where finished_at is null');
  let isStuck = true;
  const sink = await startSink({ onMessage: () => (isStuck ? 'HANG' : undefined) });
  onTestFinished(() => sink.close());
  const env = { databaseUrl: app.databaseUrl, smtpUrl: sink.url };
  const user = await build.user();
  const mail = await queue(user, 'RESET_PASSWORD');
  const first = await spawnWorker(env);
  await until(async () => sink.caught.length === 1, 60);
  await first.kill();
  const held = await rowOf(mail);
  expect(held).toMatchObject({ tries: 1, finishedAt: null });
  expect(held.nextTryAt.getTime()).toBeGreaterThan(held.createdAt.getTime());
  isStuck = false;
  const second = await spawnWorker(env);
  const sent = await untilFinished(mail, 60);
  expect(sent.isSent).toBe(true);
  // On a busy machine the second worker may need one more try.
  expect(sent.tries).toBeGreaterThanOrEqual(2);
  expect(sink.caught.filter(({ to }) => to === user.email).length).toBeGreaterThanOrEqual(2);
  expect(await second.stop()).toBe(0);
}, 180_000);

test('an account mail does not wait for a mailing, whose every slot is busy and whose rate is used up', async () => {
  const { sink, mailsTo } = await catchAccountMails({ delay: 200 });
  const app = await testApp();
  await setSendingLimits(app.asSystem(), { connections: 2, messagesPerSecond: 4 });
  onTestFinished(
    async () => void (await setSendingLimits(app.asSystem(), { connections: 20, messagesPerSecond: null })),
  );
  const mailing = await build.mailing({ people: 200 });
  await startWorker(app, sink.url);
  const run = await launchSend(app.asSystem(), { mailingId: mailing.id });
  await app.services.wakeups.wakeWorkers();
  await until(async () => sink.caught.length >= 4);
  const user = await build.user();
  await queue(user, 'PASSWORD_CHANGED');
  await mailsTo(user.email);
  const [row] = await (
    await em()
  ).execute<{ pending: number }[]>('select pending from mailing_run where id = ?', [run.id]);
  expect(row!.pending).toBeGreaterThan(100);
});

test.each([
  [true, 'warn', 'An account mail was sent with links that only this machine can open: set BASE_URL.'],
  [false, 'info', 'An account mail was sent.'],
] as const)(
  'a mail is sent wherever its links lead (nowhere: %s), and the log says so',
  async (lead, level, msg) => {
    const lines: string[] = [];
    const stream = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
    const { sink, tryNext } = await tries({}, pino({ level: 'trace' }, stream), lead);
    const user = await build.user();
    await queue(user, 'RESET_PASSWORD');
    await tryNext();
    expect(sink.caught.map(({ to }) => to)).toEqual([user.email]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: pino.levels.values[level], msg }]);
  },
);

test('the log names no address and no token', async () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
  const log = pino({ level: 'trace' }, stream);
  const user = await build.user();
  let isRefused = true;
  const { sink, tryNext } = await tries(
    { onRecipient: (address) => (isRefused ? `450 4.2.1 <${address}> is full` : undefined) },
    log,
  );
  await queue(user, 'RESET_PASSWORD');
  await tryNext();
  isRefused = false;
  await (await em()).execute('update account_mail set next_try_at = now() where finished_at is null');
  await tryNext();
  expect(sink.caught).toHaveLength(1);
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).not.toContain(user.email);
    expect(line).not.toMatch(/[\w-]{43}/);
  }
});
