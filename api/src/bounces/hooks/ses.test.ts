import { sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { certificate, privateKey } from '../../../test/localhost-certificate.ts';
import { testApp } from '../../../test/database.ts';
import { sentMail } from '../../../test/sent-mail.ts';
import { sesOver } from './ses.ts';
import { signedText, type SnsMessage } from './sns-message.ts';
import { takeHookEvents } from './take-hook-events.ts';

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:bounces';

/** A message of Amazon's notification service, signed as it does. */
function told(content: object, changes: Partial<SnsMessage> = {}): SnsMessage {
  const message: SnsMessage = {
    Type: 'Notification',
    MessageId: crypto.randomUUID(),
    TopicArn: TOPIC,
    Message: JSON.stringify(content),
    Timestamp: '2026-11-27T10:15:00.000Z',
    SignatureVersion: '2',
    Signature: '',
    SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-01.pem',
    ...changes,
  };
  const hash = message.SignatureVersion === '1' ? 'sha1' : 'sha256';
  return {
    ...message,
    Signature: sign(hash, Buffer.from(signedText(message)), privateKey).toString('base64'),
  };
}

async function read(message: object) {
  const asked: string[] = [];
  const hook = sesOver(async (url) => {
    asked.push(url);
    return certificate;
  });
  const events = await hook.read({ bytes: Buffer.from(JSON.stringify(message)), header: () => null }, TOPIC);
  return { events, asked };
}

const mail = { source: 'b@example.org', commonHeaders: { messageId: '<1.00000000.1@example.org>' } };
const bounce = (bounceType: string, bounceSubType: string, diagnosticCode?: string) => ({
  notificationType: 'Bounce',
  mail,
  bounce: {
    bounceType,
    bounceSubType,
    feedbackId: 'f1',
    bouncedRecipients: [{ emailAddress: 'p@example.com', action: 'failed', status: '5.1.1', diagnosticCode }],
  },
});
const complaint = (complaintFeedbackType?: string) => ({
  eventType: 'Complaint',
  mail,
  complaint: {
    feedbackId: 'f2',
    complaintFeedbackType,
    complainedRecipients: [{ emailAddress: 'p@example.com' }],
  },
});

test.each([
  [bounce('Permanent', 'General', 'smtp; 550 5.1.1 user unknown'), ['HARD_BOUNCE']],
  [
    bounce('Permanent', 'OnAccountSuppressionList', 'Amazon SES did not send the message to this address'),
    ['HARD_BOUNCE'],
  ],
  [bounce('Permanent', 'General', 'smtp; 550 5.7.1 blocked using zen.spamhaus.org'), ['POLICY_BOUNCE']],
  [bounce('Transient', 'MailboxFull', 'smtp; 552 5.2.2 mailbox full'), ['SOFT_BOUNCE']],
  [bounce('Transient', 'General'), ['SOFT_BOUNCE']],
  [bounce('Transient', 'ContentRejected'), ['POLICY_BOUNCE']],
  [bounce('Undetermined', 'Undetermined'), ['POLICY_BOUNCE']],
  [complaint('abuse'), ['COMPLAINT']],
  [complaint(), ['COMPLAINT']],
  [complaint('not-spam'), []],
  [{ notificationType: 'Delivery', mail, delivery: {} }, []],
  [{ nothing: 'known' }, []],
])('%j says %j', async (content, kinds) => {
  for (const SignatureVersion of ['1', '2'] as const) {
    const { events } = await read(told(content, { SignatureVersion }));
    expect(events?.map(({ kind }) => kind)).toEqual(kinds);
  }
});

test('only what Amazon has signed for this topic is believed, and only Amazon is asked', async () => {
  const right = told(complaint());
  const wrong = [
    { ...right, Message: JSON.stringify(bounce('Permanent', 'General')) },
    { ...right, Signature: Buffer.from('x').toString('base64') },
    told(complaint(), { TopicArn: `${TOPIC}2` }),
    ...[
      'https://sns.eu-west-1.amazonaws.com.evil.example/a.pem',
      'https://evil.example/sns.eu-west-1.amazonaws.com/a.pem',
      'http://sns.eu-west-1.amazonaws.com/a.pem',
      'https://sns.eu-west-1.amazonaws.com:8443/a.pem',
      'https://user@sns.eu-west-1.amazonaws.com/a.pem',
      'https://s3.amazonaws.com/bucket/a.pem',
      'https://sns.eu-west-1.amazonaws.com/a.html',
      'nonsense',
    ].map((SigningCertURL) => told(complaint(), { SigningCertURL })),
  ];
  for (const message of wrong) {
    const { events, asked } = await read(message);
    expect(events).toBeNull();
    expect(asked.filter((url) => !url.startsWith('https://sns.eu-west-1.amazonaws.com/Simple'))).toEqual([]);
  }
});

test('a subscription to the topic is confirmed at Amazon, and nowhere else', async () => {
  const subscribe = (SubscribeURL: string) =>
    told({}, { Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL });
  const url = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t';
  expect((await read(subscribe(url))).asked).toContain(url);
  const evil = 'https://evil.example/?Action=ConfirmSubscription';
  expect((await read(subscribe(evil))).asked).not.toContain(evil);
});

test('a complaint is about the mail whose token or return path comes back', async () => {
  const { token, email, person } = await sentMail();
  const content = complaint('abuse');
  content.complaint.complainedRecipients = [{ emailAddress: email }];
  content.mail = { ...mail, source: `b+${token}@example.org` };
  const { events } = await read(told(content));
  await takeHookEvents((await testApp()).asSystem(), 'ses', events!);
  expect(await person()).toMatchObject({ status: 'COMPLAINED' });
});
