import { apiEnum } from '../../closed-set.ts';

export const MailEventKind = apiEnum(
  'MailEventKind',
  'A kind of event reported for a mail after, or instead of, its delivery.',
  {
    HARD_BOUNCE: 'The mailbox does not exist. The address gets no mail from then on.',
    SOFT_BOUNCE:
      'The mailbox exists but did not accept the mail, for example because it is full. After several in a row the address gets no more mail.',
    POLICY_BOUNCE:
      'The mail was refused for a reason that does not concern the mailbox: the sender, the content, a policy, or words that are not understood. The address still gets mail.',
    COMPLAINT: 'The person reported the mail as unwanted. The address gets no mail from then on.',
    UNSUBSCRIBE: 'The person unsubscribed.',
  },
);
export type MailEventKind = keyof typeof MailEventKind;

export const MailEventSource = apiEnum('MailEventSource', 'Who reported a mail event, and how.', {
  SMTP: 'The mail server, in its last reply to the mail.',
  REPORT: 'A delivery report by mail (RFC 3464).',
  TEXT: 'A bounce by mail in plain words, as qmail and Exim write them.',
  FEEDBACK: 'A complaint report by mail from a mail provider (RFC 5965).',
  MAILTO: 'An email to the unsubscribe address.',
  ONE_CLICK: "The unsubscribe button of the person's mail program (one-click, RFC 8058).",
  PAGE: 'The unsubscribe page, opened from the email.',
  SES: 'Amazon SES.',
  SENDGRID: 'SendGrid.',
  MAILGUN: 'Mailgun.',
  POSTMARK: 'Postmark.',
  MAILJET: 'Mailjet.',
  SPARKPOST: 'SparkPost.',
});
export type MailEventSource = keyof typeof MailEventSource;
