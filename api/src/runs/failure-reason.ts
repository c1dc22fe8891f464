import { apiEnum } from '../closed-set.ts';

/** The database function `failure_reason` assigns them, by the rules of `platform/smtp/reply-rules.ts`. */
export const FailureReason = apiEnum(
  'FailureReason',
  'Why an attempt did not succeed, as read from the SMTP reply.',
  {
    NO_SUCH_MAILBOX: 'The mailbox does not exist.',
    NO_SUCH_DOMAIN: 'The domain of the address does not exist, or accepts no mail.',
    MAILBOX_FULL: 'The mailbox is full.',
    MAILBOX_DISABLED: 'The mailbox is disabled.',
    TAKEN_FOR_SPAM: 'The server treats the email as spam, or refuses it by a policy.',
    NOT_AUTHENTICATED: 'The sender failed SPF, DKIM or DMARC.',
    TOO_MANY: 'The server limits how much it accepts from one sender.',
    GREYLISTED: 'The server asks for a second try, as some do for unknown senders (greylisting).',
    TOO_LARGE: 'The email is too large for the server.',
    NO_CONNECTION: 'The SMTP server could not be reached, or the connection broke.',
    NO_ANSWER: 'The SMTP server did not answer in time.',
    REPLY_LOST: "The email was handed over, but the server's reply was never read.",
    REFUSED_FOR_NOW: 'Another temporary refusal (4xx).',
    REFUSED: 'Another permanent refusal (5xx).',
  },
);
export type FailureReason = keyof typeof FailureReason;
