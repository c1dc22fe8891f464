import { Writable } from 'node:stream';
import { pino } from 'pino';
import PostalMime from 'postal-mime';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { startSink, type SinkOptions } from '../../../test/smtp-sink.ts';
import type { User } from '../../accounts/user.entity.ts';
import { createMailer } from '../../platform/smtp/mailer.ts';
import { parseSmtpUrls } from '../../platform/smtp/smtp-url.ts';
import { suppress } from '../../recipients/suppressions/suppress.ts';
import { setSendingLimits } from '../limits/set-sending-limits.ts';
import { findLink } from '../unsubscribing/find-link.ts';
import { sendTest } from './send-test.ts';
import { copyContext } from '../../context/context.ts';

/** Sends tests of a message over real SMTP to a server of this test. */
async function tester(owner: User, options: SinkOptions = {}) {
  const sink = await startSink(options);
  onTestFinished(() => sink.close());
  const message = await build.message({ owner });
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
  const context = async () =>
    copyContext(await as(owner).context(), {
      mailer: createMailer(parseSmtpUrls(sink.url)),
      bounceAddress: 'b@example.org',
      log: pino({ level: 'trace' }, stream),
    });
  const send = async (...to: string[]) => sendTest(await context(), { messageId: String(message.id), to });
  return { sink, send, lines, context };
}

const codeOf = (sending: Promise<unknown>) =>
  sending.then(
    () => 'SENT',
    (error: {
      code: string;
      text: { key: string };
      details: { faults?: { code: string; path: string[] }[] };
    }) => error.details.faults?.map(({ code, path }) => `${code} ${path.join('.')}`).join() ?? error.text.key,
  );

test('a test has the unsubscribe headers that the mail itself will have, and is logged without addresses', async () => {
  const owner = await build.user();
  const { sink, send, lines, context } = await tester(owner);
  expect(await send('One@example.com', 'two@example.com')).toBe(2);
  expect(sink.caught.map(({ to }) => to)).toEqual(['One@example.com', 'two@example.com']);
  const mail = await PostalMime.parse(Buffer.from(sink.caught[0]!.bytes, 'latin1'));
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  const [, token = '', inSubject] =
    /^<http.*\/unsubscribe\/([\w-]+)>, <mailto:b\+unsubscribe@example\.org\?subject=unsubscribe%20([\w-]+)>$/.exec(
      header('list-unsubscribe')!,
    )!;
  expect(inSubject).toBe(token);
  expect(header('list-id')).toMatch(new RegExp(`^"${owner.fullName}" <owner-${owner.id}\\.`));
  expect(header('cfbl-address')).toBe('b+complaint@example.org; report=arf');
  expect(await findLink(await context(), token)).toMatchObject({ kind: 'TEST', ownerId: owner.id });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ user: owner.id, mails: 2, sent: 2, msg: 'A test was sent.' });
  expect(lines[0]).not.toContain('example.com');
});

test('a new account sends so many tests an hour to others, and more to itself', async () => {
  const owner = await build.user({ isLimited: true });
  const { send } = await tester(owner);
  const most = (await testApp()).services.newAccounts.testsPerHour;
  for (let count = 0; count < most; count += 5) {
    await send(...[1, 2, 3, 4, 5].map((index) => `person-${count + index}@example.com`));
  }
  expect(await codeOf(send('one.more@example.com'))).toBe('QUOTA_TESTS');
  expect(await send(owner.email.toUpperCase())).toBe(1);
  const { orm } = await testApp();
  await orm.em.fork().execute('update "user" set is_limited = false where id = ?', [owner.id]);
  expect(await send('one.more@example.com')).toBe(1);
});

test('every user is counted', async () => {
  const owner = await build.user();
  const { send, context } = await tester(owner);
  const { rateLimits } = await context();
  const limit = { name: 'tests', points: 300, seconds: 3600 };
  for (let count = 0; count < 300; count++) await rateLimits.count(limit, String(owner.id));
  expect(await codeOf(send('one.more@example.com'))).toBe('TESTS_TOO_MANY');
});

test('who wants no mail of the owner gets no test either', async () => {
  const owner = await build.user();
  const { sink, send, context } = await tester(owner);
  const { em } = await context();
  const refusal = { ownerId: owner.id, emails: ['left@example.com'], addedById: null };
  await suppress(em, { ...refusal, reason: 'UNSUBSCRIBED', source: 'BY_HAND' });
  expect(await codeOf(send('stays@example.com', 'LEFT@example.com'))).toBe('TEST_UNWANTED to.1');
  expect(sink.caught).toEqual([]);
});

test('tests go by the rate of the installation: what does not fit stays unsent', async () => {
  const app = await testApp();
  await setSendingLimits(app.asSystem(), { connections: 20, messagesPerSecond: 0.001 });
  onTestFinished(
    async () => void (await setSendingLimits(app.asSystem(), { connections: 20, messagesPerSecond: null })),
  );
  await app.orm.em.fork().execute('update sending_limit set tokens = 1, refilled_at = now()');
  const { sink, send } = await tester(await build.user());
  expect(await send('a@example.com', 'b@example.com')).toBe(1);
  expect(await codeOf(send('c@example.com'))).toBe('TEST_NO_ROOM');
  expect(sink.caught.map(({ to }) => to)).toEqual(['a@example.com']);
});

test('a server that cannot be reached is asked once', async () => {
  let connections = 0;
  const { send } = await tester(await build.user(), {
    onConnection() {
      connections++;
      return '554 5.7.1 go away';
    },
  });
  expect(await codeOf(send('a@example.com', 'b@example.com'))).toBe('TEST_REFUSED');
  expect(connections).toBe(1);
});
