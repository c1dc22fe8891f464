import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { startWorker, untilFinished } from '../../test/worker.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { readReturnToken, returnToken } from '../platform/mime/return-token.ts';
import { listenBounces } from '../programs/listen-bounces.ts';
import { receiveMail } from './receive-mail.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const STATUS = '{ recipients { nodes { status suppression { reason source } } } }';

/** A mail that was sent to one person of an owner: its return token and bytes, and what became of the person. */
async function sentMail() {
  const app = await testApp();
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 1 });
  const { id } = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend;
  const sink = await startSink();
  onTestFinished(() => sink.close());
  const { mailFrom, baseUrl } = app.config;
  const { secret } = app.services;
  await startWorker(app, sink.url, {
    sender: {
      mailFrom,
      baseUrl,
      secret,
      earlierSecrets: [],
      bounceAddress: 'b@example.org',
      hasReturnPaths: true,
    },
  });
  await untilFinished(app, id);
  const [row] = await app.orm.em
    .fork()
    .execute<{ id: string }[]>('select id from delivery where run_id = ?', [id]);
  const token = returnToken(secret, Number(row!.id));
  const person = async () => (await as(owner).ask(STATUS)).recipients.nodes[0];
  const { bytes } = sink.caught[0]!;
  const receive = async (to: string, raw: string) =>
    receiveMail(app.asSystem(), { to, raw: Buffer.from(raw.replace(/\r?\n/g, '\r\n')) });
  return { token, bytes, person, receive, to: `b+${token}@example.org` };
}

interface Report {
  status: string;
  type?: string;
  returned?: string;
}

const report = ({
  status,
  type = 'delivery-status',
  returned = 'Subject: Hello\n',
}: Report) => `From: MAILER-DAEMON@mx.example
Subject: Undelivered
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; boundary="b"

--b
Content-Type: text/plain

550 5.1.1 these words are nobody's
--b
Content-Type: message/${type}

${status}
--b
Content-Type: text/rfc822-headers

${returned}
--b--
`;

const failed = (words: string, status = '5.0.0') =>
  `Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; p@example.com\nAction: failed\nStatus: ${status}\n${words && `Diagnostic-Code: smtp; ${words}`}`;

test.each([
  [
    'Postfix',
    failed('550 5.1.1 <p@example.com>: Recipient address rejected:\n    User unknown in table', '5.1.1'),
  ],
  ['Exim', failed('550 No Such User Here')],
  ['Exchange', failed('550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found', '5.1.10')],
  [
    'Gmail',
    failed('550-5.1.1 The email account that you tried to reach does not exist.\n 550 5.1.1 x', '5.1.1'),
  ],
  ['Yahoo', failed('552 1 Requested mail action aborted, mailbox not found')],
  [
    'Mail.ru',
    failed('550 Message was not accepted -- invalid mailbox. Local mailbox is unavailable: user not found'),
  ],
  ['Yandex', failed('550 5.7.1 No such user!', '5.7.1')],
  ['a server that gives no words', failed('', '5.1.1')],
  [
    'one block for all',
    'Reporting-MTA: dns; x\nFinal-Recipient: rfc822; p@example.com\nAction: failed\nStatus: 5.1.2',
  ],
  ['two people', `Reporting-MTA: dns; x\n\nAction: delayed\nStatus: 4.2.2\n\nAction: failed\nStatus: 5.1.1`],
])('a bounce of %s ends mail to the mailbox', async (_, status) => {
  const { to, person, receive } = await sentMail();
  await receive(to.toUpperCase(), report({ status }));
  expect(await person()).toEqual({ status: 'BOUNCED', suppression: { reason: 'BOUNCED', source: 'BOUNCE' } });
});

test('what is no lasting failure of the mailbox, or carries no token of ours, does nothing', async () => {
  const { to, token, person, receive } = await sentMail();
  const gone = failed('550 5.1.1 unknown user', '5.1.1');
  await receive(to, report({ status: gone.replace('failed', 'delayed') }));
  await receive(
    to,
    report({ status: failed('550-5.7.26 This mail has been blocked: unauthenticated.', '5.7.26') }),
  );
  await receive(to, report({ status: failed('552 5.2.2 mailbox full', '5.2.2') }));
  await receive(to, 'From: p@example.com\nSubject: Out of office\n\n550 5.1.1 no such user');
  await receive('b@example.org', report({ status: gone }));
  await receive(`b+${returnToken('foreign', 1)}@example.org`, report({ status: gone }));
  const other = token.at(-1) === 'a' ? 'b' : 'a';
  await receive(`b+${token.slice(0, -1)}${other}@example.org`, report({ status: gone }));
  const arf = report({ type: 'feedback-report', status: 'Feedback-Type: not-spam\nVersion: 1' });
  await receive(to, arf);
  expect(await person()).toEqual({ status: 'ACTIVE', suppression: null });
});

test('a complaint with the headers of the mail alone is believed by the link in them', async () => {
  const { bytes, person, receive } = await sentMail();
  const headers = bytes.slice(0, bytes.indexOf('\r\n\r\n'));
  const status = 'Feedback-Type: abuse\nUser-Agent: Yahoo!-Mail-Feedback/2.0\nVersion: 0.1';
  await receive('b+complaint@example.org', report({ type: 'feedback-report', status, returned: headers }));
  expect(await person()).toEqual({
    status: 'COMPLAINED',
    suppression: { reason: 'COMPLAINED', source: 'COMPLAINT' },
  });
});

test('the mail that List-Unsubscribe offers unsubscribes, sent over real SMTP', async () => {
  const { bytes, person } = await sentMail();
  const [, address = '', subject = ''] = /<mailto:([^?]+)\?subject=([^>]+)>/.exec(bytes)!;
  const app = await testApp();
  const config = {
    ...app.config,
    bounceAddress: 'b@example.org',
    bounceListener: { host: '127.0.0.1', port: 0 },
  };
  const listener = (await listenBounces({ ...app, config }))!;
  const transport = createTransport({
    host: '127.0.0.1',
    port: listener.port,
    secure: false,
    ignoreTLS: true,
  });
  onTestFinished(async () => {
    transport.close();
    await listener.close();
  });
  const mail = { from: 'p@example.com', subject: decodeURIComponent(subject), text: '' };
  await expect(transport.sendMail({ ...mail, to: 'other@example.org' })).rejects.toMatchObject({
    responseCode: 550,
  });
  await transport.sendMail({ ...mail, to: address, subject: 'unsubscribe please' });
  expect((await person()).status).toBe('ACTIVE');
  await transport.sendMail({ ...mail, to: address });
  expect(await person()).toEqual({
    status: 'UNSUBSCRIBED',
    suppression: { reason: 'UNSUBSCRIBED', source: 'MAILTO' },
  });
  await expect(transport.sendMail({ ...mail, to: address, text: 'x'.repeat(600_000) })).rejects.toMatchObject(
    { responseCode: 552 },
  );
});

test('a return token is read in any case, with former secrets, and in one spelling', () => {
  const token = returnToken('former', 123_456_789);
  expect(token).toMatch(/^[a-z2-7]{26}$/);
  expect(readReturnToken(['present', 'former'], token.toUpperCase())).toBe(123_456_789);
  expect(readReturnToken(['present'], token)).toBeNull();
  const spellings = [...'abcdefghijklmnopqrstuvwxyz234567'].filter(
    (letter) => readReturnToken(['former'], token.slice(0, -1) + letter) !== null,
  );
  expect(spellings).toEqual([token.at(-1)]);
});
