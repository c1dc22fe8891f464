import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export const LOGIN = 'postline:a long password';
const login = { authorization: `Basic ${Buffer.from(LOGIN).toString('base64')}` };
export const MAILGUN_KEY = 'key-0123456789abcdef';
const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
export const SENDGRID_KEY = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

/** The mail that a service tells of. */
export interface ToldMail {
  email: string;
  token?: string | null;
  messageId?: string;
}

export interface HookSample {
  body: string;
  headers: Record<string, string>;
}

type Make = (mail: ToldMail, about: Record<string, unknown>) => HookSample;

const mailgun: Make = ({ email, token, messageId }, about) => {
  const [timestamp, once] = [String(Math.floor(Date.now() / 1000)), randomBytes(25).toString('hex')];
  const signature = createHmac('sha256', MAILGUN_KEY)
    .update(timestamp + once)
    .digest('hex');
  const data = {
    id: randomBytes(8).toString('hex'),
    timestamp: 1_795_860_898.2,
    recipient: email,
    'user-variables': token ? { postline: token } : {},
    message: { headers: { 'message-id': messageId ?? 'x@y', to: email, subject: 'Hello' }, size: 100 },
    ...about,
  };
  const body = JSON.stringify({ signature: { timestamp, token: once, signature }, 'event-data': data });
  return { body, headers: {} };
};

const sendgrid: Make = ({ email, token, messageId }, about) => {
  const event = { email, timestamp: 1_795_860_898, sg_event_id: randomBytes(8).toString('hex'), ...about };
  const body = JSON.stringify([
    { email, event: 'processed', timestamp: 1 },
    { ...event, ...(token && { postline: token }), ...(messageId && { 'smtp-id': `<${messageId}>` }) },
  ]);
  const timestamp = '1795860898';
  const signature = sign('sha256', Buffer.from(timestamp + body), pair.privateKey).toString('base64');
  const names = ['x-twilio-email-event-webhook-signature', 'x-twilio-email-event-webhook-timestamp'] as const;
  return { body, headers: { [names[0]]: signature, [names[1]]: timestamp } };
};

const postmark: Make = ({ email, token }, about) => {
  const metadata = token ? { postline: token } : {};
  const message = { ID: Math.floor(Math.random() * 1e9), MessageID: crypto.randomUUID(), Metadata: metadata };
  const address = about.RecordType === 'SubscriptionChange' ? { Recipient: email } : { Email: email };
  return { body: JSON.stringify({ ...message, ...address, ...about }), headers: login };
};

const mailjet: Make = ({ email, token }, about) => {
  const event = { time: 1_795_860_898, MessageID: 1, Message_GUID: crypto.randomUUID(), email };
  return { body: JSON.stringify([{ ...event, CustomID: token ?? '', ...about }]), headers: login };
};

const sparkpost: Make = ({ email, token }, about) => {
  const event = { event_id: randomBytes(8).toString('hex'), rcpt_to: email, ...about };
  const group = /unsubscribe/.test(String(about.type)) ? 'unsubscribe_event' : 'message_event';
  const body = JSON.stringify([
    { msys: { [group]: { ...event, rcpt_meta: token ? { postline: token } : {} } } },
  ]);
  return { body, headers: login };
};

export const makers = { mailgun, sendgrid, postmark, mailjet, sparkpost };

const HARD = 'HARD_BOUNCE';
const SOFT = 'SOFT_BOUNCE';
const POLICY = 'POLICY_BOUNCE';
const gone = '550 5.1.1 The email account that you tried to reach does not exist';
const status = (code: number, message: string, more = {}) => ({
  'delivery-status': { code, message, description: '', 'attempt-no': 1, ...more },
});

/** Events after the services' documents, and the kind of each; null for those that say nothing of a person. */
export const hookSamples: [keyof typeof makers, about: Record<string, unknown>, kind: string | null][] = [
  ['mailgun', { event: 'failed', severity: 'permanent', reason: 'bounce', ...status(550, gone) }, HARD],
  [
    'mailgun',
    {
      event: 'failed',
      severity: 'permanent',
      reason: 'suppress-bounce',
      ...status(605, 'Not delivering to previously bounced address'),
    },
    HARD,
  ],
  ['mailgun', { event: 'failed', severity: 'permanent', reason: 'old', ...status(498, 'Too old') }, SOFT],
  [
    'mailgun',
    {
      event: 'failed',
      severity: 'permanent',
      reason: 'bounce',
      ...status(554, '5.7.1 Service unavailable; blocked using zen.spamhaus.org'),
    },
    POLICY,
  ],
  [
    'mailgun',
    { event: 'failed', severity: 'permanent', reason: 'suppress-complaint', ...status(607, '') },
    'COMPLAINT',
  ],
  ['mailgun', { event: 'failed', severity: 'temporary', reason: 'generic', ...status(451, 'later') }, null],
  ['mailgun', { event: 'complained' }, 'COMPLAINT'],
  ['mailgun', { event: 'unsubscribed' }, 'UNSUBSCRIBE'],
  ['mailgun', { event: 'delivered', ...status(250, 'OK') }, null],
  ['sendgrid', { event: 'bounce', type: 'bounce', status: '5.1.1', reason: gone }, HARD],
  ['sendgrid', { event: 'bounce', type: 'blocked', status: '4.7.1', reason: '450 4.7.1 try later' }, POLICY],
  ['sendgrid', { event: 'bounce', type: 'bounce', status: '5.2.2', reason: '552 5.2.2 Mailbox full' }, SOFT],
  ['sendgrid', { event: 'dropped', reason: 'Bounced Address' }, HARD],
  ['sendgrid', { event: 'dropped', reason: 'Spam Reporting Address' }, 'COMPLAINT'],
  ['sendgrid', { event: 'dropped', reason: 'Unsubscribed Address' }, 'UNSUBSCRIBE'],
  ['sendgrid', { event: 'spamreport' }, 'COMPLAINT'],
  ['sendgrid', { event: 'group_unsubscribe', asm_group_id: 1 }, 'UNSUBSCRIBE'],
  ['sendgrid', { event: 'deferred', response: '400 try again later' }, null],
  ['sendgrid', { event: 'open' }, null],
  ['postmark', { RecordType: 'Bounce', Type: 'HardBounce', TypeCode: 1, Details: `smtp;${gone}` }, HARD],
  [
    'postmark',
    {
      RecordType: 'Bounce',
      Type: 'HardBounce',
      TypeCode: 1,
      Details: 'smtp;550 5.7.1 Message blocked by policy',
    },
    POLICY,
  ],
  [
    'postmark',
    { RecordType: 'Bounce', Type: 'SoftBounce', TypeCode: 4096, Details: 'Test bounce details' },
    SOFT,
  ],
  [
    'postmark',
    { RecordType: 'Bounce', Type: 'SpamNotification', TypeCode: 512, Details: 'looks like spam' },
    POLICY,
  ],
  [
    'postmark',
    { RecordType: 'Bounce', Type: 'AutoResponder', TypeCode: 32, Details: '550 5.1.1 user unknown' },
    null,
  ],
  ['postmark', { RecordType: 'Bounce', Type: 'Transient', TypeCode: 2, Details: '450 later' }, null],
  ['postmark', { RecordType: 'SpamComplaint', Type: 'SpamComplaint', TypeCode: 512 }, 'COMPLAINT'],
  [
    'postmark',
    { RecordType: 'SubscriptionChange', SuppressSending: true, Origin: 'Recipient' },
    'UNSUBSCRIBE',
  ],
  ['postmark', { RecordType: 'SubscriptionChange', SuppressSending: false, Origin: 'Recipient' }, null],
  ['postmark', { RecordType: 'Delivery', Details: 'Test delivery' }, null],
  [
    'mailjet',
    {
      event: 'bounce',
      hard_bounce: true,
      blocked: true,
      error_related_to: 'recipient',
      error: 'user unknown',
      comment: 'Host or domain name not found.',
    },
    HARD,
  ],
  [
    'mailjet',
    {
      event: 'bounce',
      hard_bounce: false,
      error_related_to: 'recipient',
      error: 'quota exceeded',
      comment: 'mailbox full',
    },
    SOFT,
  ],
  ['mailjet', { event: 'blocked', error_related_to: 'mailjet', error: 'preblocked' }, POLICY],
  ['mailjet', { event: 'spam', source: 'JMRPP' }, 'COMPLAINT'],
  ['mailjet', { event: 'unsub', mj_list_id: 1 }, 'UNSUBSCRIBE'],
  ['mailjet', { event: 'sent' }, null],
  ['sparkpost', { type: 'bounce', bounce_class: '10', error_code: '550', raw_reason: gone }, HARD],
  ['sparkpost', { type: 'out_of_band', bounce_class: '10', error_code: '550', raw_reason: gone }, HARD],
  [
    'sparkpost',
    { type: 'bounce', bounce_class: '22', error_code: '552', raw_reason: '552 5.2.2 Mailbox full' },
    SOFT,
  ],
  [
    'sparkpost',
    {
      type: 'bounce',
      bounce_class: '51',
      error_code: '554',
      raw_reason: '554 5.7.1 blocked using zen.spamhaus.org',
    },
    POLICY,
  ],
  ['sparkpost', { type: 'bounce', bounce_class: '60', raw_reason: 'vacation' }, null],
  ['sparkpost', { type: 'spam_complaint', fbtype: 'abuse' }, 'COMPLAINT'],
  ['sparkpost', { type: 'list_unsubscribe' }, 'UNSUBSCRIBE'],
  ['sparkpost', { type: 'delivery' }, null],
];
