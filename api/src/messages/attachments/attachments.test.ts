import PostalMime from 'postal-mime';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { runningServer, sessionOf } from '../../../test/server.ts';
import { startSink } from '../../../test/smtp-sink.ts';
import { startWorker, untilFinished } from '../../../test/worker.ts';
import type { User } from '../../accounts/user.entity.ts';
import type { Message } from '../message.entity.ts';
import { cleanUpAttachments } from './clean-up-attachments.ts';

const SHOW = 'query ($id: ID!) { message(id: $id) { attachments { id name type size } } }';
const COPY = `mutation ($input: CreateMessageInput!) { createMessage(input: $input) {
  attachments { id name type size } } }`;
const DETACH = 'mutation ($id: ID!) { deleteMessageAttachment(id: $id) }';
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const PREVIEW = 'query ($input: PreviewMessageInput!) { previewMessage(input: $input) { size } }';

async function desk(owner: User) {
  const { port } = await runningServer();
  const url = `http://127.0.0.1:${port}`;
  const cookie = await sessionOf(owner);
  const attach = async (
    message: Message,
    { name = 'a.pdf', type = 'application/pdf', bytes = 'PDF' } = {},
  ) => {
    const path = `/messages/${message.id}/attachments?${new URLSearchParams({ name }).toString()}`;
    const headers = { cookie, 'content-type': type };
    const response = await fetch(url + path, { method: 'POST', body: Buffer.from(bytes), headers });
    return { status: response.status, file: (await response.json()) as Record<string, string> };
  };
  const download = async (id: string) => fetch(`${url}/message-attachments/${id}`, { headers: { cookie } });
  return { attach, download };
}

const files = async (owner: User, { id }: Message) => (await as(owner).ask(SHOW, { id })).message.attachments;

test('files are attached, listed in order, downloaded and removed', async () => {
  const owner = await build.user();
  const message = await build.message({ owner });
  const { attach, download } = await desk(owner);
  const { status, file } = await attach(message, { name: 'C:\\Отчёт «1».pdf' });
  expect(status).toBe(201);
  expect(file).toMatchObject({ name: 'Отчёт «1».pdf', type: 'application/pdf', size: 3 });
  await attach(message, { name: 'b.eml', type: 'message/rfc822', bytes: 'x' });
  expect(await files(owner, message)).toEqual([
    file,
    expect.objectContaining({ name: 'b.eml', type: 'application/octet-stream' }),
  ]);
  const got = await download(file['id']!);
  expect(got.headers.get('content-disposition')).toContain('attachment');
  expect(await got.text()).toBe('PDF');
  await as(owner).ask(DETACH, { id: file['id'] });
  expect(await files(owner, message)).toHaveLength(1);
  expect((await download(file['id']!)).status).toBe(404);
});

test('a copy of a message carries the same files, and keeps them when the first loses them', async () => {
  const [owner, stranger] = [await build.user(), await build.user()];
  const message = await build.message({ owner });
  const { attach, download } = await desk(owner);
  const { file } = await attach(message, { name: 'a.pdf' });
  await attach(message, { name: 'b.pdf', bytes: 'Second' });
  const input = { subject: 'A copy', body: 'Hi', attachmentsOfId: String(message.id) };
  const { createMessage: copy } = await as(owner).ask(COPY, { input });
  expect(copy.attachments).toMatchObject([{ name: 'a.pdf', size: 3 }, { name: 'b.pdf' }]);
  await as(owner).ask(DETACH, { id: file['id'] });
  expect(await files(owner, message)).toHaveLength(1);
  expect(await (await download(copy.attachments[0].id)).text()).toBe('PDF');

  const hidden = await as(stranger).refused(COPY, { input });
  expect(hidden.extensions).toEqual({ code: 'NOT_FOUND' });
  const missing = { ...input, attachmentsOfId: '2147483647' };
  expect(await as(stranger).refused(COPY, { input: missing })).toEqual(hidden);
});

test('what mail services refuse is refused here, and so is too much', async () => {
  const owner = await build.user();
  const message = await build.message({ owner });
  const { attach } = await desk(owner);
  const codeOf = async (given: object) => {
    const { status, file } = await attach(message, given);
    return status === 422 ? /"code":"([A-Z_]+)","/.exec(JSON.stringify(file.errors))?.[1] : status;
  };
  expect((await attach(message, { name: 'run.EXE' })).status).toBe(422);
  expect((await attach(message, { bytes: '' })).status).toBe(422);
  expect((await attach(message, { name: '' })).status).toBe(422);
  expect(await codeOf({ bytes: 'x'.repeat(3_000_001) })).toBe(413);
  expect(await codeOf({ bytes: 'x'.repeat(2_999_990) })).toBe(201);
  expect(JSON.stringify((await attach(message, { bytes: 'x'.repeat(11) })).file)).toContain('3 MB');
  for (let count = 1; count < 10; count++) expect((await attach(message, { bytes: 'x' })).status).toBe(201);
  expect(JSON.stringify((await attach(message, { bytes: 'x' })).file)).toContain('10 files');
});

test('others can neither attach, download nor remove', async () => {
  const owner = await build.user();
  const message = await build.message({ owner });
  const { file } = await (await desk(owner)).attach(message);
  const stranger = await build.user();
  const theirs = await desk(stranger);
  expect((await theirs.attach(message)).status).toBe(404);
  expect((await theirs.download(file['id']!)).status).toBe(404);
  expect((await as(stranger).refused(DETACH, { id: file['id'] })).extensions.code).toBe('NOT_FOUND');
});

test('every mail of a run carries the files that were there at launch, and its size is told before', async () => {
  const owner = await build.user();
  const message = await build.message({ owner, textPart: 'My own text for {{ recipient.fullName }}' });
  const { attach } = await desk(owner);
  const { file } = await attach(message, {
    name: 'Прайс-лист на зиму (новый).pdf',
    bytes: 'Ж'.repeat(50_000),
  });
  await attach(message, { name: 'b.csv', type: 'text/csv; charset=utf-8', bytes: 'a,b\n' });
  const mailing = await build.mailing({ owner, message, people: 2 });
  const { id } = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend;
  const { size } = (await as(owner).ask(PREVIEW, { input: { messageId: message.id } })).previewMessage;
  await as(owner).ask(DETACH, { id: file['id'] });
  const sink = await startSink();
  onTestFinished(() => sink.close());
  await startWorker(await testApp(), sink.url);
  await untilFinished(await testApp(), id);
  expect(sink.caught).toHaveLength(2);
  for (const { bytes } of sink.caught) {
    const mail = await PostalMime.parse(Buffer.from(bytes, 'latin1'));
    expect(mail.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ['Прайс-лист на зиму (новый).pdf', 'application/pdf'],
      ['b.csv', 'text/csv'],
    ]);
    expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer).toString()).toBe('Ж'.repeat(50_000));
    expect(mail.text?.trim()).toMatch(/^My own text for Person \d$/);
    expect(mail.html).toContain('<p>');
    expect(bytes.split('\r\n').every((line) => line.length <= 998)).toBe(true);
    expect(Math.abs(bytes.length - size) / size).toBeLessThan(0.02);
  }
});

test('bytes that nothing carries any more are deleted; those of a run stay', async () => {
  const owner = await build.user();
  const [message, other] = [await build.message({ owner }), await build.message({ owner })];
  const { attach } = await desk(owner);
  const kept = await attach(message, { bytes: `kept ${owner.id}` });
  const lost = await attach(other, { bytes: `lost ${owner.id}` });
  const mailing = await build.mailing({ owner, message, people: 1 });
  await as(owner).ask(LAUNCH, { id: mailing.id });
  for (const { file } of [kept, lost]) await as(owner).ask(DETACH, { id: file['id'] });
  const em = (await testApp()).orm.em.fork();
  await em.execute("update attached_file set created_at = now() - interval '2 days'");
  await cleanUpAttachments(em);
  const left = await em.execute<{ bytes: Buffer }[]>(
    'select bytes from attached_file where bytes in (?, ?)',
    [Buffer.from(`kept ${owner.id}`), Buffer.from(`lost ${owner.id}`)],
  );
  expect(left.map(({ bytes }) => bytes.toString())).toEqual([`kept ${owner.id}`]);
});
