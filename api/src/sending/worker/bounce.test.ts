import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { startSink, type SinkOptions } from '../../../test/smtp-sink.ts';
import { startWorker, untilFinished } from '../../../test/worker.ts';
import { resultOf } from './result-of.ts';

const LAUNCH = `mutation ($input: LaunchSendInput!) { launchSend(input: $input) { id } }`;
const STATUS = 'query ($id: ID!) { recipient(id: $id) { email status } }';

/** Sends to one person whose address may change between launch and sending. Returns the person afterwards. */
async function sendTo(options: SinkOptions, change?: { email: string }) {
  const app = await testApp();
  const sink = await startSink(options);
  onTestFinished(() => sink.close());
  const owner = await build.user();
  const recipient = await build.recipient({ owner });
  const mailing = await build.mailing({ owner, recipients: [recipient] });
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId: mailing.id } });
  if (change) {
    const update =
      'mutation ($id: ID!, $input: UpdateRecipientInput!) { updateRecipient(id: $id, input: $input) { id } }';
    await as(owner).ask(update, { id: recipient.id, input: change });
  }
  await startWorker(app, sink.url);
  const run = await untilFinished(app, launchSend.id);
  return { run, recipient: (await as(owner).ask(STATUS, { id: recipient.id })).recipient };
}

test('a refusal of the message is no bounce, whatever its code', async () => {
  const { run, recipient } = await sendTo({ onMessage: () => '550 5.1.1 Not with these words' });
  expect(run.failed).toBe(1);
  expect(recipient.status).toBe('ACTIVE');
});

test('an address that bounces is refused, and not the one that the person has by then', async () => {
  const email = `new.${crypto.randomUUID()}@example.com`;
  const { run, recipient } = await sendTo({ onRecipient: () => '550 5.1.1 No such user' }, { email });
  expect(run.failed).toBe(1);
  expect(recipient).toEqual({ email, status: 'ACTIVE' });
});

const delivery = {
  id: 1,
  email: 'a@example.com',
  addressHash: Buffer.alloc(0),
  tries: 0,
  fullName: '',
  attributes: {},
  skipReason: null,
};

test.each([
  ['FAILED', 'recipient', '550 5.1.1 unknown', 'HARD_BOUNCE'],
  ['FAILED', 'recipient', '550 5.1.10 null MX', 'HARD_BOUNCE'],
  ['FAILED', 'message', '550 5.1.1 unknown', 'POLICY_BOUNCE'],
  ['FAILED', 'recipient', '550 5.7.1 policy', 'POLICY_BOUNCE'],
  ['FAILED', 'recipient', '552 5.2.2 mailbox full', 'SOFT_BOUNCE'],
  ['DEFERRED', 'recipient', '450 4.1.1 not now', 'SOFT_BOUNCE'],
] as const)('%s by the %s with %j is a %s', (state, blame, reply, kind) => {
  const code = Number(reply.slice(0, 3));
  const result = resultOf(
    delivery,
    { state, blame, code, reply },
    { messageId: 'id@example.org', serverId: 1 },
  );
  expect(result).toMatchObject({
    state,
    code,
    reply,
    bounce: { kind },
    skipReason: null,
    messageId: 'id@example.org',
    serverId: 1,
  });
});
