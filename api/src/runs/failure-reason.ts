import { registerEnumType } from 'type-graphql';

/** The function `failure_reason` of the database tells them apart. */
export const FailureReason = {
  NO_SUCH_MAILBOX: 'NO_SUCH_MAILBOX',
  NO_SUCH_DOMAIN: 'NO_SUCH_DOMAIN',
  MAILBOX_FULL: 'MAILBOX_FULL',
  MAILBOX_DISABLED: 'MAILBOX_DISABLED',
  TAKEN_FOR_SPAM: 'TAKEN_FOR_SPAM',
  NOT_AUTHENTICATED: 'NOT_AUTHENTICATED',
  TOO_MANY: 'TOO_MANY',
  GREYLISTED: 'GREYLISTED',
  TOO_LARGE: 'TOO_LARGE',
  NO_CONNECTION: 'NO_CONNECTION',
  NO_ANSWER: 'NO_ANSWER',
  REPLY_LOST: 'REPLY_LOST',
  REFUSED_FOR_NOW: 'REFUSED_FOR_NOW',
  REFUSED: 'REFUSED',
} as const;
export type FailureReason = keyof typeof FailureReason;
registerEnumType(FailureReason, {
  name: 'FailureReason',
  description: 'Why an attempt did not succeed, as read from the SMTP reply.',
  valuesConfig: {
    NO_SUCH_MAILBOX: { description: 'The server knows no such mailbox.' },
    NO_SUCH_DOMAIN: { description: "The address's domain does not exist or takes no mail." },
    MAILBOX_FULL: { description: 'The mailbox has no room left.' },
    MAILBOX_DISABLED: { description: 'The mailbox is switched off.' },
    TAKEN_FOR_SPAM: { description: 'The server takes the mail for spam, or refuses by a policy.' },
    NOT_AUTHENTICATED: { description: 'SPF, DKIM or DMARC of the sender did not pass.' },
    TOO_MANY: { description: 'The server limits how much it takes from one sender.' },
    GREYLISTED: { description: 'The server wants a second try, as it does of unknown senders.' },
    TOO_LARGE: { description: 'The mail is larger than the server takes.' },
    NO_CONNECTION: { description: 'The SMTP server could not be reached, or the connection broke.' },
    NO_ANSWER: { description: 'The SMTP server did not answer in time.' },
    REPLY_LOST: { description: "The email was handed over, but the server's reply was never read." },
    REFUSED_FOR_NOW: { description: 'Another temporary refusal (4xx).' },
    REFUSED: { description: 'Another refusal for good (5xx).' },
  },
});
