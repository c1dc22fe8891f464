import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { MailPage } from './list-mails.ts';
import type { ParsedMail } from './parse-mail.ts';
import { serveMailCatcher, type MailCatcher } from './serve-mail-catcher.ts';

const mail = {
  from: { name: 'Анна', address: 'anna@example.org' },
  to: [{ name: 'Bob, the builder', address: 'bob@example.com' }, 'carol@example.com'],
  subject: 'Привет, мир — a subject that is long enough to be folded over more than one line of the header',
  text: 'Hello',
  html: '<p>Hello</p>',
  attachments: [{ filename: 'a.csv', content: 'x;y\n' }],
};

test('a mail can be listed, read and fetched as it came', async () => {
  const catcher = await start();
  await send(catcher, mail);
  const { mails, ...counts } = await list(catcher);
  expect(counts).toEqual({ received: 1, kept: 1, hasMore: false });
  expect(mails).toEqual([
    {
      id: 1,
      from: mail.from,
      to: [mail.to[0], { name: '', address: 'carol@example.com' }],
      subject: mail.subject,
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      size: expect.any(Number),
    },
  ]);
  expect(await read(catcher, '/mails/1')).toMatchObject({
    ...mails[0],
    envelope: { from: 'anna@example.org', to: ['bob@example.com', 'carol@example.com'] },
    text: 'Hello\n',
    html: '<p>Hello</p>\n',
    attachments: [{ name: 'a.csv', type: 'text/csv', size: 4 }],
    headers: expect.arrayContaining([{ name: 'MIME-Version', value: '1.0' }]),
  });
  const raw = await ask(catcher, '/mails/1/raw');
  expect(raw.headers.get('content-type')).toBe('message/rfc822');
  expect((await raw.arrayBuffer()).byteLength).toBe(mails[0]!.size);
});

test('the list is searched in names, addresses and subjects, and paged by id', async () => {
  const catcher = await start();
  for (const number of [1, 2, 3, 4, 5]) {
    await send(catcher, { ...mail, subject: number % 2 ? `Нечёт ${number}` : `Чёт ${number}` });
  }
  const ids = async (query: string) => (await list(catcher, query)).mails.map(({ id }) => id);
  expect(await ids('?limit=2')).toEqual([5, 4]);
  expect(await list(catcher, '?limit=2')).toMatchObject({ hasMore: true });
  expect(await ids('?limit=2&before=4')).toEqual([3, 2]);
  expect(await ids('?limit=2&before=2')).toEqual([1]);
  expect(await ids(`?search=${encodeURIComponent('НЕЧЁТ')}`)).toEqual([5, 3, 1]);
  expect(await ids('?search=builder&limit=1')).toEqual([5]);
  expect(await ids('?search=carol@')).toHaveLength(5);
  expect(await ids('?search=nobody')).toEqual([]);
});

test('a mail without any header is shown by its envelope', async () => {
  const catcher = await start();
  const envelope = { from: '', to: ['bob@example.com'] };
  await send(catcher, { envelope, raw: Buffer.from('no header at all\r\n') });
  const { mails } = await list(catcher);
  expect(mails).toMatchObject([{ from: null, to: [{ name: '', address: 'bob@example.com' }], subject: '' }]);
});

test('mails outlive a restart, on the same port, and none is readable by others', async () => {
  const snapshotFile = temporaryFile();
  const first = await start({ snapshotFile });
  await send(first, mail);
  await send(first, { ...mail, subject: 'second' });
  await first.close();
  expect(statSync(snapshotFile).mode & 0o777).toBe(0o600);

  const smtpPort = Number(new URL(first.smtpUrl).port);
  const again = await start({ snapshotFile, smtpPort });
  expect(again.smtpUrl).toBe(first.smtpUrl);
  expect(again.token).not.toBe(first.token);
  await send(again, { ...mail, subject: 'third' });
  expect((await list(again)).mails.map(({ id, subject }) => [id, subject])).toEqual([
    [3, 'third'],
    [2, 'second'],
    [1, mail.subject],
  ]);
  expect(await read(again, '/mails/1')).toMatchObject({ text: 'Hello\n' });
});

test('a catcher that is killed has what came before its last rest', async () => {
  const snapshotFile = temporaryFile();
  await send(await start({ snapshotFile }), mail);
  await vi.waitFor(() => expect(existsSync(snapshotFile)).toBe(true), { timeout: 10_000 });
  const other = await start({ snapshotFile: copyOf(snapshotFile) });
  expect(await list(other)).toMatchObject({ received: 1, kept: 1 });
});

test('a snapshot that cannot be read is left behind, and said so', async () => {
  const snapshotFile = temporaryFile();
  writeFileSync(snapshotFile, '{"received":3,"mails":[]}\nsome bytes too many');
  const lines: string[] = [];
  const catcher = await start({ snapshotFile, log: (line) => lines.push(line) });
  expect(await list(catcher)).toMatchObject({ received: 0, kept: 0 });
  expect(lines).toEqual([expect.stringContaining('cannot be read')]);
});

test('the newest thousand are kept, all are counted, and deleting forgets the kept ones', async () => {
  const catcher = await start();
  const transport = createTransport({
    url: catcher.smtpUrl,
    pool: true,
    maxConnections: 5,
    maxMessages: Infinity,
  });
  const mail = { envelope: { from: 'a@example.org', to: 'b@example.org' }, raw: 'Subject: x\r\n\r\nx\r\n' };
  await Promise.all(Array.from({ length: 1003 }, () => transport.sendMail(mail)));
  transport.close();
  expect(await list(catcher)).toMatchObject({ received: 1003, kept: 1000, hasMore: true });
  expect((await ask(catcher, '/mails/3')).status).toBe(404);
  expect((await ask(catcher, '/mails/4')).status).toBe(200);

  expect((await ask(catcher, '/mails', 'DELETE')).status).toBe(204);
  expect(await list(catcher)).toEqual({ received: 1003, kept: 0, mails: [], hasMore: false });
});

test('a mail of more than 10 MB is refused with 552, and the connection goes on', async () => {
  const catcher = await start();
  const transport = createTransport({ url: catcher.smtpUrl, pool: true, maxConnections: 1 });
  onTestFinished(() => transport.close());
  const envelope = { from: 'a@example.org', to: 'b@example.org' };
  const huge = Buffer.alloc(10 * 1024 * 1024 + 1, 'a line of text\r\n');
  await expect(transport.sendMail({ envelope, raw: huge })).rejects.toMatchObject({ responseCode: 552 });
  await transport.sendMail({ envelope, raw: 'Subject: small\r\n\r\n' });
  expect(await list(catcher)).toMatchObject({ received: 1, mails: [{ subject: 'small' }] });
});

test('a mail that takes too long to be read is given up, and keeps nobody waiting', async () => {
  const catcher = await start();
  await send(catcher, { ...mail, subject: 'small' });
  const envelope = { from: 'a@example.org', to: 'b@example.org' };
  await send(catcher, { envelope, raw: Buffer.from(`Subject: slow\r\n\r\n${'\r\n'.repeat(2_000_000)}`) });
  let isOver = false;
  const slow = ask(catcher, '/mails/2').finally(() => (isOver = true));
  expect((await list(catcher, '?search=s')).mails.map(({ subject }) => subject)).toEqual(['slow', 'small']);
  expect(isOver).toBe(false);
  expect((await slow).status).toBe(422);
  expect((await ask(catcher, '/mails/2/raw')).status).toBe(200);
  expect(await read(catcher, '/mails/1')).toMatchObject({ text: 'Hello\n' });
});

test('nothing is told without the token, and unknown addresses are refused', async () => {
  const catcher = await start();
  await send(catcher, mail);
  expect((await fetch(`${catcher.httpUrl}/mails`)).status).toBe(401);
  const wrong = { headers: { authorization: `Bearer ${'x'.repeat(catcher.token.length)}` } };
  expect((await fetch(`${catcher.httpUrl}/mails/1`, wrong)).status).toBe(401);
  expect((await ask(catcher, '/mails/99')).status).toBe(404);
  expect((await ask(catcher, '/elsewhere')).status).toBe(404);
  expect((await ask(catcher, '/mails', 'POST')).status).toBe(405);
});

async function start(options: Partial<Parameters<typeof serveMailCatcher>[0]> = {}): Promise<MailCatcher> {
  const catcher = await serveMailCatcher({ snapshotFile: temporaryFile(), log: () => {}, ...options });
  onTestFinished(() => catcher.close());
  return catcher;
}

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postline-mails-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'mails.snapshot');
}

function copyOf(file: string): string {
  const copy = temporaryFile();
  writeFileSync(copy, readFileSync(file));
  return copy;
}

async function send({ smtpUrl }: MailCatcher, mail: object): Promise<void> {
  const transport = createTransport(smtpUrl);
  await transport.sendMail(mail);
  transport.close();
}

function ask({ httpUrl, token }: MailCatcher, path: string, method = 'GET'): Promise<Response> {
  return fetch(`${httpUrl}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
}

async function list(catcher: MailCatcher, query = ''): Promise<MailPage> {
  return (await (await ask(catcher, `/mails${query}`)).json()) as MailPage;
}

async function read(catcher: MailCatcher, path: string): Promise<ParsedMail> {
  return (await (await ask(catcher, path)).json()) as ParsedMail;
}
