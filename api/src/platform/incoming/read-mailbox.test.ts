import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { imapServer } from '../../../test/imap-server.ts';
import { testApp } from '../../../test/database.ts';
import { sentMail } from '../../../test/sent-mail.ts';
import { until } from '../../../test/worker.ts';
import { pollBounces } from '../../programs/poll-bounces.ts';
import { parseImapUrl } from './imap-url.ts';
import { readMailbox } from './read-mailbox.ts';

const mailOf = (subject: string, body = 'Hello') => `From: a@example.com\nSubject: ${subject}\n\n${body}\n`;
const signal = new AbortController().signal;

async function reader(mails: string[]) {
  const { log } = await testApp();
  const server = await imapServer(mails);
  const taken: string[] = [];
  const read = (receive?: (subject: string) => Promise<void>) =>
    readMailbox(server.mailbox, {
      log,
      signal,
      async receive(raw) {
        const subject = /Subject: (.*)\r/.exec(raw.toString())?.[1] ?? '';
        await receive?.(subject);
        taken.push(subject);
      },
    });
  return { ...server, taken, read };
}

test('unread mails are taken once, the oldest first, and marked as read', async () => {
  const { read, taken, flags } = await reader([mailOf('one'), mailOf('two'), mailOf('three')]);
  expect(await read()).toBe(3);
  expect(await read()).toBe(0);
  expect(taken).toEqual(['one', 'two', 'three']);
  expect(flags()).toEqual(['\\Seen', '\\Seen', '\\Seen']);
});

test('a mail that cannot be taken keeps nobody waiting, and is flagged at the second time', async () => {
  const { read, taken, flags } = await reader([mailOf('poison'), mailOf('two')]);
  const receive = async (subject: string) => {
    if (subject === 'poison') throw new Error('Poison');
  };
  expect(await read(receive)).toBe(1);
  expect(flags()).toEqual(['$PostlineFailed', '\\Seen']);
  expect(await read(receive)).toBe(0);
  expect(flags()).toEqual(['$PostlineFailed \\Flagged \\Seen', '\\Seen']);
  expect(await read(receive)).toBe(0);
  expect(taken).toEqual(['two']);
});

test('a connection that breaks in the middle is gone on with, from where it was', async () => {
  const { read, taken, breakAll, flags } = await reader([mailOf('one'), mailOf('two'), mailOf('three')]);
  const breaking = read(async (subject) => {
    if (subject === 'two') breakAll();
  });
  await expect(breaking).rejects.toThrow('Connection');
  expect(flags()).toEqual(['\\Seen', '', '']);
  expect(await read()).toBe(2);
  expect(taken).toEqual(['one', 'two', 'two', 'three']);
});

test('of a long mail the first half a megabyte is taken', async () => {
  const { log } = await testApp();
  const { mailbox } = await imapServer([mailOf('long', 'x'.repeat(2_000_000))]);
  const sizes: number[] = [];
  await readMailbox(mailbox, { log, signal, receive: async (raw) => void sizes.push(raw.length) });
  expect(sizes).toEqual([512 * 1024]);
});

test('a wrong password or folder is told, and a mailbox that is gone', async () => {
  const { log } = await testApp();
  const { mailbox } = await imapServer([]);
  const receive = async () => {};
  const wrong = [
    [{ login: { user: 'testuser', password: 'wrong' } }, 'Command failed'],
    [{ folder: 'Nowhere' }, 'Command failed'],
    [{ port: 9 }, 'ECONNREFUSED'],
    [{ needsTls: true }, 'STARTTLS'],
  ] as const;
  for (const [given, words] of wrong)
    await expect(readMailbox({ ...mailbox, ...given }, { log, signal, receive })).rejects.toThrow(words);
});

test('a bounce in a mailbox is known by the address that it was sent to', async () => {
  const { to, person } = await sentMail();
  const { mailbox, flags } = await imapServer([
    mailOf('Out of office'),
    `From: MAILER-DAEMON@mx.example
To: ${to}
Subject: failure notice

Hi. This is the qmail-send program at mx.example.

<p@example.com>:
Sorry, no mailbox here by that name. (#5.1.1)
`,
  ]);
  const app = await testApp();
  const polling = pollBounces({ ...app, config: { ...app.config, bounceMailbox: mailbox } })!;
  await until(async () => (await person()).status === 'BOUNCED');
  await until(async () => flags().every((each) => each !== ''));
  await polling.stop();
  expect(flags()).toEqual(['\\Seen', '\\Seen']);
});

test.each([
  [
    'imaps://bounces:s%40crt@imap.example.org',
    { host: 'imap.example.org', port: 993, isImplicitTls: true, folder: 'INBOX' },
  ],
  [
    'imap://b%40example.org:x@127.0.0.1:1143/Back%20here?tls=never&verify=no',
    { port: 1143, needsTls: false, verifiesCertificate: false, folder: 'Back here' },
  ],
  ['imap://b:x@[::1]/', { host: '::1', port: 143, needsTls: true }],
])('%s is read', (url, expected) => {
  expect(parseImapUrl(url)).toMatchObject(expected);
});

test.each([
  '',
  'imaps://host',
  'imaps://user@host',
  'smtp://a:b@host',
  'imaps://a:b@host?tls=maybe',
  'imaps://a:%0d@host',
  'imaps://a:%zz@host',
  'imaps://a:b@host/#x',
])('%j is refused', (url) => {
  expect(parseImapUrl(url)).toBeNull();
});

test.each([
  ['a line that does not end', 'x'.repeat(65_536), 'Line length'],
  ['a piece that is said to be endless', '{999999999}\r\n', 'Literal size'],
])('a server that sends %s is left', async (_, words, reason) => {
  const { log } = await testApp();
  let sent = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {}).write('* OK ');
    const write = () => {
      if (socket.destroyed || sent > 200_000_000) return;
      sent += words.length;
      socket.write(words, write);
    };
    write();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const mailbox = { ...parseImapUrl('imap://a:b@127.0.0.1/INBOX?tls=never')!, port };
  await expect(readMailbox(mailbox, { log, signal, receive: async () => {} })).rejects.toThrow(reason);
  expect(sent).toBeLessThan(60_000_000);
});
