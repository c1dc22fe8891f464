import type { FailureReason } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

const words: Record<FailureReason, () => string> = {
  NO_SUCH_MAILBOX: m.failure_no_such_mailbox,
  NO_SUCH_DOMAIN: m.failure_no_such_domain,
  MAILBOX_FULL: m.failure_mailbox_full,
  MAILBOX_DISABLED: m.failure_mailbox_disabled,
  TAKEN_FOR_SPAM: m.failure_taken_for_spam,
  NOT_AUTHENTICATED: m.failure_not_authenticated,
  TOO_MANY: m.failure_too_many,
  GREYLISTED: m.failure_greylisted,
  TOO_LARGE: m.failure_too_large,
  NO_CONNECTION: m.failure_no_connection,
  NO_ANSWER: m.failure_no_answer,
  REPLY_LOST: m.failure_reply_lost,
  REFUSED_FOR_NOW: m.failure_refused_for_now,
  REFUSED: m.failure_refused,
};

export const failureReasons = Object.keys(words) as readonly FailureReason[];

/** Why attempts did not succeed, in plain words. */
export const failureReason = (reason: FailureReason): string => words[reason]();
