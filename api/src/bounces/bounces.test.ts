import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { sentMail } from '../../test/sent-mail.ts';
import { isReturnToken, numberInReturnToken, returnToken } from '../platform/mime/return-token.ts';
import { listenBounces } from '../programs/listen-bounces.ts';

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

test("a bounce to an address without a token is known by the envelope's id", async () => {
  const { token, mail, person, receive } = await sentMail();
  const gone = failed('550 5.1.1 unknown user', '5.1.1');
  const withId = (id: string) => report({ status: `Original-Envelope-Id: ${id}\n${gone}` });
  await receive('b@example.org', withId(returnToken('foreign', mail)));
  expect(await person()).toEqual({ status: 'ACTIVE', suppression: null });
  await receive('b@example.org', withId(token));
  expect((await person()).status).toBe('BOUNCED');
});

test('where a server can report, a mail without a return path of its own is known by its id alone', async () => {
  const envelope: string[] = [];
  const { token, person, receive } = await sentMail({
    hasReturnPaths: false,
    extensions: ['DSN'],
    onSender: (line) => void envelope.push(line),
    onRecipientLine: (line) => void envelope.push(line),
  });
  expect(envelope).toEqual([
    `MAIL FROM:<noreply@localhost> RET=HDRS ENVID=${token}`,
    expect.stringMatching(/^RCPT TO:<[^>]+> NOTIFY=FAILURE$/),
  ]);
  const gone = failed('550 5.1.1 unknown user', '5.1.1');
  await receive('b@example.org', report({ status: gone }));
  expect((await person()).status).toBe('ACTIVE');
  await receive('b@example.org', report({ status: `Original-Envelope-Id: ${token}\n${gone}` }));
  expect(await person()).toEqual({ status: 'BOUNCED', suppression: { reason: 'BOUNCED', source: 'BOUNCE' } });
});

test('what is no lasting failure of the mailbox, or carries no token of ours, does nothing', async () => {
  const { to, token, mail, person, receive } = await sentMail();
  const gone = failed('550 5.1.1 unknown user', '5.1.1');
  await receive(to, report({ status: gone.replace('failed', 'delayed') }));
  await receive(
    to,
    report({ status: failed('550-5.7.26 This mail has been blocked: unauthenticated.', '5.7.26') }),
  );
  await receive(to, report({ status: failed('552 5.2.2 mailbox full', '5.2.2') }));
  await receive(to, 'From: p@example.com\nSubject: Out of office\n\n550 5.1.1 no such user');
  await receive('b@example.org', report({ status: gone }));
  await receive(`b+${returnToken('foreign', mail)}@example.org`, report({ status: gone }));
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
  const many = Array.from({ length: 11 }, (_, n) => address.replace('b', `b+${n}`));
  expect(await transport.sendMail({ ...mail, to: many, subject: 'x' })).toMatchObject({
    rejected: [many[10]],
  });
  await expect(transport.sendMail({ ...mail, to: address, text: 'x'.repeat(600_000) })).rejects.toMatchObject(
    { responseCode: 552 },
  );
});

const anna = { deliveryId: 123_456_789, addressHash: Buffer.alloc(16, 1) };

test('a return token is read in any case, with former secrets, and in one spelling', () => {
  const token = returnToken('former', anna);
  expect(token).toMatch(/^[a-z2-7]{26}$/);
  expect(numberInReturnToken(token.toUpperCase())).toBe(123_456_789);
  expect(isReturnToken(['present', 'former'], token.toUpperCase(), anna)).toBe(true);
  expect(isReturnToken(['present'], token, anna)).toBe(false);
  const spellings = [...'abcdefghijklmnopqrstuvwxyz234567'].filter((letter) =>
    isReturnToken(['former'], token.slice(0, -1) + letter, anna),
  );
  expect(spellings).toEqual([token.at(-1)]);
});

test('a return token of an earlier version, which names no mailbox, is read', () => {
  const token = 'aaaaow6ncxh2bjhcwxdcxtg7fi';
  expect(isReturnToken(['former'], token, anna)).toBe(true);
  expect(isReturnToken(['present'], token, anna)).toBe(false);
});

test('a mail sent after a backup was made says nothing of the one that has its number since', async () => {
  const { to, token, deliveryId, person, receive } = await sentMail();
  const gone = report({ status: failed('550 5.1.1 unknown user', '5.1.1') });
  const { services } = await testApp();
  // Sent to somebody else under the same number, before the database was set back.
  const lost = returnToken(services.secret, { deliveryId, addressHash: Buffer.alloc(16, 2) });
  expect(lost.slice(0, 9)).toBe(token.slice(0, 9));
  await receive(`b+${lost}@example.org`, gone);
  expect((await person()).status).toBe('ACTIVE');
  await receive(to, gone);
  expect((await person()).status).toBe('BOUNCED');
});

const nested = Array.from(
  { length: 1000 },
  (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`,
).join('');

test.each([
  ['one line', 'unsubscribe '.repeat(20_000)],
  ['folded headers', `Subject: x\n${' y\n'.repeat(80_000)}`],
  ['parts within parts', nested],
  ['a report of one repeated line', report({ status: 'Action: failed\n'.repeat(15_000) })],
])('a mail of %s does nothing', async (_, raw) => {
  const { to, person, receive } = await sentMail();
  await receive(to, raw);
  expect((await person()).status).toBe('ACTIVE');
});

test('a mail that takes long is read where it keeps nobody waiting', async () => {
  const { to, person, receive } = await sentMail();
  let turns = 0;
  let isRead = false;
  const turn = () => {
    turns++;
    if (!isRead) setImmediate(turn);
  };
  turn();
  await receive(to, '\n'.repeat(250_000)).finally(() => (isRead = true));
  // Read in this thread, which takes seconds, it would leave few turns of the event loop to others.
  expect(turns).toBeGreaterThan(50);
  expect((await person()).status).toBe('ACTIVE');
});
