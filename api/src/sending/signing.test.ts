import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import PostalMime from 'postal-mime';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../test/worker.ts';
import type { User } from '../accounts/user.entity.ts';
import { createMailer } from '../platform/smtp/mailer.ts';
import { parseSmtpUrls } from '../platform/smtp/smtp-url.ts';
import { signSingleMail } from '../senders/sign-single-mail.ts';
import { sendTest } from './testing/send-test.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { copyContext } from '../context/context.ts';

const ADD = `mutation ($domain: String!) { addSenderDomain(input: { domain: $domain }) {
  id keys { recordName recordValue } } }`;
const CREATE = `mutation ($input: CreateMailingInput!) { createMailing(input: $input) { id sender { id } } }`;
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id fromName fromAddress } }';

/** Creates a domain whose DNS record has been found. */
async function verified(
  owner: User,
): Promise<{ domain: string; resolver: (name: string) => Promise<string[][]> }> {
  const domain = `d${Math.random().toString(36).slice(2)}.example`;
  const { id, keys } = (await as(owner).ask(ADD, { domain })).addSenderDomain;
  await (await manager()).execute('update dkim_key set seen_at = now() where domain_id = ?', [id]);
  const records = Object.fromEntries(keys.map((key: Data) => [key.recordName, [[key.recordValue]]]));
  return { domain, resolver: async (name) => records[name] ?? Promise.reject(new Error('ENOTFOUND')) };
}

const manager = async () => (await testApp()).orm.em.fork();

async function launched(owner: User, senderId: string | null, people = 1): Promise<Data> {
  const message = await build.message({ owner });
  const input = { messageId: message.id, recipientIds: await build.people(owner, people), senderId };
  const { id } = (await as(owner).ask(CREATE, { input })).createMailing;
  return (await as(owner).ask(LAUNCH, { id })).launchSend;
}

async function sink() {
  const started = await startSink();
  onTestFinished(() => started.close());
  return started;
}

test('mails come from the sender that was chosen, signed with the key of its domain', async () => {
  const owner = await build.user();
  const { domain, resolver } = await verified(owner);
  const sender = await build.sender({
    owner,
    name: 'Лавка',
    address: `news@${domain}`,
    replyTo: 'r@example.org',
  });
  const run = await launched(owner, String(sender.id), 20);
  expect(run).toMatchObject({ fromName: 'Лавка', fromAddress: `news@${domain}` });
  const { url, caught } = await sink();
  await startWorker(await testApp(), url);
  await untilFinished(await testApp(), run.id);
  expect(caught).toHaveLength(20);
  for (const { bytes } of caught) {
    const { results } = await dkimVerify(Buffer.from(`${bytes}\r\n`, 'latin1'), { resolver } as never);
    expect(results.map(({ status, signingDomain }) => [status.result, signingDomain])).toEqual([
      ['pass', domain],
    ]);
  }
  const mail = await PostalMime.parse(caught[0]!.bytes);
  expect(mail.from).toEqual({ name: 'Лавка', address: `news@${domain}` });
  expect(mail.replyTo).toEqual([{ name: '', address: 'r@example.org' }]);
  expect(mail.messageId).toMatch(new RegExp(`@${domain.replaceAll('.', '\\.')}>$`));
});

test('the default sender is used where none is chosen, and one that is not verified stops a launch', async () => {
  const owner = await build.user();
  await build.sender({ owner, address: 'a@unverified.example', isDefault: true });
  const message = await build.message({ owner });
  const mailing = await build.mailing({ owner, message, people: 1 });
  const { extensions } = await as(owner).refused(LAUNCH, { id: mailing.id });
  expect(extensions.problems).toMatchObject([{ code: 'SENDER_UNVERIFIED', path: ['senderId'] }]);
  const { mailFrom } = (await testApp()).config;
  const em = await manager();
  await em.execute('update sender_identity set address = ? where owner_id = ?', [mailFrom.address, owner.id]);
  expect((await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.fromAddress).toBe(mailFrom.address);
});

test('without a sender everything is as before, unsigned', async () => {
  const owner = await build.user();
  await verified(owner);
  const run = await launched(owner, null);
  expect(run).toMatchObject({ fromName: null, fromAddress: null });
  const { url, caught } = await sink();
  await startWorker(await testApp(), url);
  await untilFinished(await testApp(), run.id);
  expect(caught[0]!.bytes).not.toMatch(/^DKIM-Signature/im);
});

test('a key that cannot be read pauses the run, with what to do', async () => {
  const owner = await build.user();
  const { domain } = await verified(owner);
  const sender = await build.sender({ owner, address: `news@${domain}` });
  const run = await launched(owner, String(sender.id));
  const app = await testApp();
  const { url } = await sink();
  const { mailFrom, baseUrl } = app.config;
  await startWorker(app, url, { sender: { mailFrom, baseUrl, secret: 'another', earlierSecrets: [] } });
  const paused = await until(async () => {
    const found = await (await manager()).findOneOrFail(MailingRun, Number(run.id));
    return found.status === 'PAUSED' ? found : null;
  });
  expect(paused.pauseReasons).toEqual(['UNPREPARABLE']);
  expect(paused.pauseMessage).toContain(domain);
});

test('a test email comes from the default sender, signed, and is refused with the reason for a key that cannot be read', async () => {
  const owner = await build.user();
  const { domain, resolver } = await verified(owner);
  await build.sender({ owner, name: 'Shop', address: `news@${domain}`, isDefault: true });
  const message = await build.message({ owner });
  const { url, caught } = await sink();
  const ctx = copyContext(await as(owner).context(), { mailer: createMailer(parseSmtpUrls(url)) });
  const input = { messageId: String(message.id), to: ['one@example.com'] };
  await sendTest(ctx, input);
  const { bytes } = caught[0]!;
  expect(await signedBy(`${bytes}\r\n`, resolver)).toEqual([['pass', domain]]);
  expect((await PostalMime.parse(bytes)).from).toEqual({ name: 'Shop', address: `news@${domain}` });
  await expect(
    sendTest(copyContext(ctx, { secret: 'another', earlierSecrets: [] }), input),
  ).rejects.toMatchObject({
    details: { faults: [{ code: 'DKIM_KEY_UNREADABLE' }] },
  });
});

test('a single mail of the installation is signed by the domain of a superuser, and of nobody else', async () => {
  const secrets = [(await testApp()).services.secret];
  const mail = Buffer.from('From: <a@example.org>\r\nTo: b@example.org\r\nSubject: Hi\r\n\r\nText\r\n');
  const sign = async (domain: string) =>
    signSingleMail(await manager(), {
      bytes: mail,
      from: `a@${domain}`,
      ownerId: null,
      isShared: true,
      secrets,
    });
  const ofUser = await verified(await build.user());
  expect(await sign(ofUser.domain)).toEqual(mail);
  const { domain, resolver } = await verified(await build.superuser());
  expect(await signedBy((await sign(domain)).toString('latin1'), resolver)).toEqual([['pass', domain]]);
});

async function signedBy(bytes: string, resolver: (name: string) => Promise<string[][]>) {
  const { results } = await dkimVerify(Buffer.from(bytes, 'latin1'), { resolver } as never);
  return results.map(({ status, signingDomain }) => [status.result, signingDomain]);
}
