import type { RunHeaders, MailInput } from './compile-message.ts';

const unsubscribeUrl = 'https://example.org/unsubscribe/sample';

/** Run headers for trying a message before there is a run. */
export const sampleRunHeaders: RunHeaders = {
  runId: 0,
  domain: 'example.org',
  from: { name: 'Sender', address: 'sender@example.org' },
  replyTo: { name: 'Sender', address: 'sender@example.org' },
};

/** A person without attributes, for trying a message before there is an audience. */
export const sampleMail: MailInput = {
  deliveryId: 0,
  address: 'person@example.org',
  name: 'Person',
  unsubscribeUrl,
  values: {
    recipient: { fullName: 'Person', email: 'person@example.org', attributes: {} },
    mailing: { name: 'Mailing' },
    sender: { fullName: 'Sender' },
    unsubscribeUrl,
  },
};
