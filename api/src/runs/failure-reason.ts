import { apiEnum } from '../closed-set.ts';

/** The function `failure_reason` of the database tells them apart. */
export const FailureReason = apiEnum(
  'FailureReason',
  'Why an attempt did not succeed, as read from the SMTP reply.',
  {
    NO_SUCH_MAILBOX: 'The server knows no such mailbox.',
    NO_SUCH_DOMAIN: "The address's domain does not exist or takes no mail.",
    MAILBOX_FULL: 'The mailbox has no room left.',
    MAILBOX_DISABLED: 'The mailbox is switched off.',
    TAKEN_FOR_SPAM: 'The server takes the mail for spam, or refuses by a policy.',
    NOT_AUTHENTICATED: 'SPF, DKIM or DMARC of the sender did not pass.',
    TOO_MANY: 'The server limits how much it takes from one sender.',
    GREYLISTED: 'The server wants a second try, as it does of unknown senders.',
    TOO_LARGE: 'The mail is larger than the server takes.',
    NO_CONNECTION: 'The SMTP server could not be reached, or the connection broke.',
    NO_ANSWER: 'The SMTP server did not answer in time.',
    REPLY_LOST: "The email was handed over, but the server's reply was never read.",
    REFUSED_FOR_NOW: 'Another temporary refusal (4xx).',
    REFUSED: 'Another refusal for good (5xx).',
  },
);
export type FailureReason = keyof typeof FailureReason;
