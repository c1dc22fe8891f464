/** Texts about webhooks, in English. */
export const enWebhooks = {
  WEBHOOK_URL: 'Enter an address such as https://example.com/hook, without a log-in.',
  WEBHOOK_HTTPS: "The address must begin with https://, because calls contain people's addresses.",
  WEBHOOKS_TOO_MANY: 'You already have {most|webhook|webhooks}, which is the limit. Delete one first.',
  WEBHOOK_DISABLED: 'The webhook is disabled. Enable it first.',
  WEBHOOK_CALL_PENDING: 'This call is still waiting for its next try.',
  MAIL_WEBHOOK_SUBJECT: 'A webhook was disabled',
  MAIL_WEBHOOK:
    'Postline has disabled one of your webhooks: its address has not responded for three days, or said that it wants no more calls. It will not be told about events while it is disabled.',
  MAIL_WEBHOOK_ACTION: 'Open the webhooks',
  MAIL_WEBHOOK_NOTE: 'You receive this email because the webhook belongs to your account.',
} as const;
