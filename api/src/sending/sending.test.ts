import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { startSink, type SinkOptions } from '../../test/smtp-sink.ts';
import { startWorker, untilFinished } from '../../test/worker.ts';
import PostalMime from 'postal-mime';

const LAUNCH = `mutation ($input: LaunchSendInput!) { launchSend(input: $input) { id runNumber counts { total pending } } }`;
const RUN = `query ($id: ID!) { mailingRun(id: $id) { status finishedAt
  counts { total pending sending sent deferred failed skipped unknown }
  mailing { status firstSentAt totals { sent } currentRun { id } }
  deliveries { nodes { email state tries lastResponse skipReason attempts { status smtpCode serverResponse } } } } }`;

async function sink(options?: SinkOptions) {
  const started = await startSink(options);
  onTestFinished(() => started.close());
  return started;
}

test('everybody gets the mail with their own values, and every attempt is on record', async () => {
  const app = await testApp();
  const { url, caught } = await sink();
  const owner = await build.user({ fullName: 'Olga Sender' });
  const anna = await build.recipient({ owner, email: 'Anna@example.com', fullName: 'Анна <b>' });
  const list = await build.list({ owner, recipients: [anna, await build.recipient({ owner })] });
  const message = await build.message({
    owner,
    subject: 'Привет, {{ recipient.fullName }}',
    body: '<p>Hi {{ recipient.fullName }}</p><a href="{{ unsubscribeUrl }}">bye</a>',
  });
  const mailing = await build.mailing({ owner, message, recipients: [anna], lists: [list] });
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId: mailing.id } });
  expect(launchSend).toMatchObject({ runNumber: 1, counts: { total: 2, pending: 2 } });

  await startWorker(app, url);
  await untilFinished(app, launchSend.id);

  const { mailingRun } = await as(owner).ask(RUN, { id: launchSend.id });
  expect(mailingRun).toMatchObject({
    status: 'COMPLETED',
    counts: { total: 2, pending: 0, sending: 0, sent: 2, deferred: 0, failed: 0, skipped: 0, unknown: 0 },
    mailing: { status: 'COMPLETED', totals: { sent: 2 }, currentRun: null },
  });
  expect(mailingRun.mailing.firstSentAt).not.toBeNull();
  expect(mailingRun.deliveries.nodes[0]).toMatchObject({
    state: 'SENT',
    tries: 1,
    lastResponse: '250 2.0.0 queued',
    attempts: [{ status: 'SUCCESS', smtpCode: 250 }],
  });
  const bytes = caught.find(({ to }) => to === 'Anna@example.com')!.bytes;
  const mail = await PostalMime.parse(bytes);
  expect(mail).toMatchObject({
    subject: 'Привет, Анна <b>',
    from: { name: 'Olga Sender', address: 'noreply@localhost' },
    replyTo: [{ name: 'Olga Sender', address: owner.email }],
    to: [{ name: 'Анна <b>', address: 'Anna@example.com' }],
  });
  expect(mail.html).toContain('Анна &lt;b&gt;');
  expect(mail.text).toContain('Hi Анна <b>');
  const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
  expect(headers).toMatchObject({
    precedence: 'bulk',
    'auto-submitted': 'auto-generated',
    'x-auto-response-suppress': 'All',
    'list-id': expect.stringMatching(
      new RegExp(`^Olga Sender <owner-${owner.id}\\.[0-9a-f]{8}\\.localhost>$`),
    ),
    'feedback-id': expect.stringMatching(
      new RegExp(`^r${launchSend.id}:m${mailing.id}:u${owner.id}:pl[0-9a-f]{8}$`),
    ),
  });
  expect(headers).not.toHaveProperty('cfbl-address');
  expect(headers['list-unsubscribe']).toMatch(/^<http.*\/unsubscribe\/[\w-]+>$/);
});

test('what goes to one list alone names it, and both ways to leave', async () => {
  const app = await testApp();
  const { url, caught } = await sink();
  const owner = await build.user();
  const list = await build.list({ owner, name: 'Друзья', recipients: [await build.recipient({ owner })] });
  const mailing = await build.mailing({ owner, lists: [list] });
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId: mailing.id } });
  const { mailFrom } = app.config;
  await startWorker(app, url, {
    sender: {
      mailFrom,
      baseUrl: 'https://x.example',
      secret: 's',
      earlierSecrets: [],
      bounceAddress: 'b@example.org',
    },
  });
  await untilFinished(app, launchSend.id);
  const { headers } = await PostalMime.parse(caught[0]!.bytes);
  const header = (name: string) => headers.find(({ key }) => key === name)?.value;
  expect(header('list-id')).toMatch(/^=\?UTF-8\?B\?\S+ <list-\d+\.owner-\d+\.[0-9a-f]{8}\.localhost>$/);
  expect(header('list-unsubscribe')).toMatch(
    /^<https:\/\/x\.example\/unsubscribe\/([\w-]+)>, <mailto:b\+unsubscribe@example\.org\?subject=unsubscribe%20\1>$/,
  );
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(header('cfbl-address')).toBe('b+complaint@example.org; report=arf');
});

test('what goes to a list and a segment names no list, as not everybody is in it', async () => {
  const app = await testApp();
  const { url, caught } = await sink();
  const owner = await build.user();
  const list = await build.list({ owner, recipients: [await build.recipient({ owner })] });
  const segment = await build.segment({ owner, filter: { statuses: ['ACTIVE'] } });
  const mailing = await build.mailing({ owner, lists: [list] });
  await app.orm.em
    .fork()
    .execute('insert into mailing_segment (mailing_id, segment_id) values (?, ?)', [mailing.id, segment.id]);
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId: mailing.id } });
  await startWorker(app, url);
  await untilFinished(app, launchSend.id);
  const { headers } = await PostalMime.parse(caught[0]!.bytes);
  expect(headers.find(({ key }) => key === 'list-id')?.value).toContain(`<owner-${owner.id}.`);
});

test('a server that refuses every third recipient: the run ends, the numbers add up, its words are kept', async () => {
  const app = await testApp();
  let count = 0;
  const { url, caught } = await sink({
    onRecipient: () => (++count % 3 === 0 ? '550 5.7.1 We do not like you' : undefined),
  });
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 30 });
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId: mailing.id } });
  await startWorker(app, url);
  await untilFinished(app, launchSend.id);
  const { mailingRun } = await as(owner).ask(RUN, { id: launchSend.id });
  expect(mailingRun).toMatchObject({ status: 'COMPLETED', counts: { total: 30, sent: 20, failed: 10 } });
  expect(caught).toHaveLength(20);
  const failed = mailingRun.deliveries.nodes.filter(({ state }: { state: string }) => state === 'FAILED');
  expect(failed).toHaveLength(10);
  expect(failed[0]).toMatchObject({
    lastResponse: '550 5.7.1 We do not like you',
    attempts: [{ status: 'FAILURE' }],
  });
});

test('what is refused for now is tried again, with the same Message-ID, until it has had its tries', async () => {
  const app = await testApp();
  const tries = new Map<string, number>();
  const { url, caught } = await sink({
    onRecipient(address) {
      const number = (tries.get(address) ?? 0) + 1;
      tries.set(address, number);
      if (address.startsWith('never')) return '450 4.2.1 mailbox busy';
      return address.startsWith('later') && number < 3 ? '451 4.7.1 greylisted' : undefined;
    },
  });
  const owner = await build.user();
  const later = await build.recipient({ owner, email: 'later@example.com' });
  const never = await build.recipient({ owner, email: 'never@example.com' });
  const mailing = await build.mailing({ owner, recipients: [later, never] });
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId: mailing.id } });
  await startWorker(app, url);
  await untilFinished(app, launchSend.id);
  const { mailingRun } = await as(owner).ask(RUN, { id: launchSend.id });
  expect(mailingRun.deliveries.nodes).toMatchObject([
    { email: 'later@example.com', state: 'SENT', tries: 3 },
    { email: 'never@example.com', state: 'FAILED', tries: 8, lastResponse: '450 4.2.1 mailbox busy' },
  ]);
  expect(caught).toHaveLength(1);
  expect(tries.get('never@example.com')).toBe(8);
});

test('a mailbox that does not exist bounces, and is left out from then on', async () => {
  const app = await testApp();
  const { url } = await sink({ onRecipient: () => '550 5.1.1 No such user' });
  const owner = await build.user();
  const recipient = await build.recipient({ owner });
  const mailing = await build.mailing({ owner, recipients: [recipient] });
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId: mailing.id } });
  await startWorker(app, url);
  await untilFinished(app, launchSend.id);
  const { recipient: after } = await as(owner).ask('query ($id: ID!) { recipient(id: $id) { status } }', {
    id: recipient.id,
  });
  expect(after.status).toBe('BOUNCED');
  const refusal = await as(owner).refused(LAUNCH, { input: { mailingId: mailing.id, scope: 'FAILED_ONLY' } });
  expect(refusal.extensions).toMatchObject({ code: 'INVALID', problems: [{ code: 'NOBODY_LEFT' }] });
});

test('who unsubscribes or is deleted after the launch is skipped with the reason', async () => {
  const app = await testApp();
  const { url, caught } = await sink();
  const owner = await build.user();
  const [stays, leaves, vanishes] = [
    await build.recipient({ owner }),
    await build.recipient({ owner }),
    await build.recipient({ owner }),
  ];
  const mailing = await build.mailing({ owner, recipients: [stays, leaves, vanishes] });
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId: mailing.id } });
  await as(owner).ask(
    'mutation ($id: ID!) { updateRecipient(id: $id, input: { status: UNSUBSCRIBED }) { id } }',
    { id: leaves.id },
  );
  await as(owner).ask('mutation ($id: ID!) { deleteRecipient(id: $id) }', { id: vanishes.id });
  await startWorker(app, url);
  await untilFinished(app, launchSend.id);
  const { mailingRun } = await as(owner).ask(RUN, { id: launchSend.id });
  expect(mailingRun.deliveries.nodes).toMatchObject([
    { email: stays.email, state: 'SENT', skipReason: null },
    { email: leaves.email, state: 'SKIPPED', skipReason: 'UNSUBSCRIBED', tries: 0 },
    { email: vanishes.email, state: 'SKIPPED', skipReason: 'DELETED' },
  ]);
  expect(caught.map(({ to }) => to)).toEqual([stays.email]);
});

test('a connection that is lost after the final dot leaves one in doubt, who is never sent to again by itself', async () => {
  const app = await testApp();
  const { url, caught } = await sink({
    onMessage: (address) => (address.startsWith('lost') ? 'DROP' : undefined),
  });
  const owner = await build.user();
  const lost = await build.recipient({ owner, email: 'lost@example.com' });
  const mailing = await build.mailing({ owner, recipients: [lost, await build.recipient({ owner })] });
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId: mailing.id } });
  await startWorker(app, url);
  await untilFinished(app, launchSend.id);
  const { mailingRun } = await as(owner).ask(RUN, { id: launchSend.id });
  expect(mailingRun).toMatchObject({ status: 'COMPLETED', counts: { sent: 1, unknown: 1 } });
  expect(mailingRun.deliveries.nodes[0]).toMatchObject({
    state: 'UNKNOWN',
    attempts: [{ status: 'UNKNOWN' }],
  });
  expect(caught.filter(({ to }) => to === 'lost@example.com')).toHaveLength(1);
});
