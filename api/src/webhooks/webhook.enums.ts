import { apiEnum } from '../closed-set.ts';

export const WebhookEvent = apiEnum('WebhookEvent', 'An event that webhooks can send.', {
  RUN_FINISHED: 'A run was completed or cancelled. Includes the counts of its deliveries.',
  DELIVERY_FAILED: 'Deliveries of a run failed permanently; up to 100 in one call.',
  RECIPIENT_UNSUBSCRIBED: 'A person unsubscribed, by a link or by email.',
  RECIPIENT_BOUNCED: 'A mail server said that a mailbox does not exist.',
  RECIPIENT_COMPLAINED: "A person's mail provider reported an email as unwanted.",
  IMPORT_FINISHED: 'An import of recipients ended, or was undone. Includes the counts of its rows.',
});
export type WebhookEvent = keyof typeof WebhookEvent;

export const CallEvent = apiEnum('WebhookCallEvent', 'The event of a call.', {
  RUN_FINISHED: 'A run ended.',
  DELIVERY_FAILED: 'Deliveries of a run failed permanently.',
  RECIPIENT_UNSUBSCRIBED: 'A person unsubscribed.',
  RECIPIENT_BOUNCED: 'A mailbox does not exist.',
  RECIPIENT_COMPLAINED: 'A person reported an email as unwanted.',
  IMPORT_FINISHED: 'An import ended.',
  WEBHOOK_TEST: 'A test of the webhook.',
});
export type CallEvent = keyof typeof CallEvent;

export const CallStatus = apiEnum('WebhookCallStatus', 'The status of a call of a webhook.', {
  PENDING: 'Waiting for its first or next try.',
  DELIVERED: 'The URL responded with a status from 200 to 299.',
  FAILED: 'Given up after the last try, or because the webhook was disabled. It can be replayed.',
});
export type CallStatus = keyof typeof CallStatus;

export const WebhookDisabling = apiEnum('WebhookDisabling', 'Why a webhook is disabled.', {
  BY_HAND: 'Somebody disabled it.',
  GONE: 'Its URL responded with the status 410: it wants no more calls.',
  FAILING: 'No call has succeeded for three days.',
});
export type WebhookDisabling = keyof typeof WebhookDisabling;

/** Returns an event's name in the body of a call: `run.finished`. */
export const typeOf = (event: CallEvent) => event.toLowerCase().replace('_', '.');
