/** Why a run is paused that the mail server refuses, by cause. */
export const enRefusals = {
  SMTP_CONNECT:
    'The mail server cannot be reached. Check SMTP_URL, and whether the server is running. Details: {detail}',
  SMTP_TLS: 'A secure connection to the mail server cannot be established. Details: {detail}',
  SMTP_GREETING: 'The mail server rejected the connection. It says: {detail}',
  SMTP_LOGIN:
    'The mail server rejects the log-in. Check the user and the password in SMTP_URL. It says: {detail}',
  SMTP_MAIL_FROM: 'The mail server does not accept the sender address. Check MAIL_FROM. It says: {detail}',
  SMTP_LOST: 'The mail server drops the connection. Details: {detail}',
  SMTP_REPLY_LOST:
    'The mail server takes whole mails and does not say whether it accepted them, so all of the last ones are in doubt. Details: {detail}',
  SMTP_BUSY: 'The mail server is too busy, or limits how much we send. It says: {detail}',
  SMTP_UNPREPARABLE:
    'The emails of this run cannot be rendered. Correct the message or the sender address. Details: {detail}',
  SMTP_QUOTA:
    'The sending quota at the mail server is used up. Wait, or ask the provider to raise it. The server says: {detail}',
  SMTP_RATE:
    'The mail server slows us down because too much arrives at once. Lower the sending limits. The server says: {detail}',
  SMTP_GREYLISTED:
    'The mail server asks everybody to come back later (greylisting). The server says: {detail}',
  SMTP_UNAUTHENTICATED:
    'The receiver does not accept unauthenticated mail. Set up SPF and DKIM for the sender’s domain. The server says: {detail}',
  SMTP_NO_PTR:
    'The address of the sending server has no valid reverse DNS entry (PTR). Ask the hosting provider to add one. The server says: {detail}',
  SMTP_SPF:
    'The SPF check fails. Add the sending server to the SPF record of the sender’s domain. The server says: {detail}',
  SMTP_DKIM:
    'The DKIM check fails. Check the DKIM key and record of the sender’s domain. The server says: {detail}',
  SMTP_NO_DMARC:
    'The sender’s domain has no DMARC record, or mail fails it. Add or correct the record. The server says: {detail}',
  SMTP_NOT_ALIGNED:
    'The From domain does not match the domain of SPF or DKIM (alignment). The server says: {detail}',
  SMTP_NO_TLS:
    'The mail server requires an encrypted connection. Set tls=required in SMTP_URL. The server says: {detail}',
  SMTP_BLOCKLISTED:
    'The sending server is on a blocklist. Have it removed from the list before you continue. The server says: {detail}',
  SMTP_REPUTATION:
    'The mail server refuses our mail because of complaints or a poor reputation. Send less, and only to people who want it. The server says: {detail}',
  SMTP_RELAY_DENIED:
    'The mail server does not relay our mail. Check the log-in in SMTP_URL. The server says: {detail}',
  SMTP_SENDER_REFUSED:
    'The sender address is not allowed or not verified at the mail server. Check MAIL_FROM. The server says: {detail}',
  SMTP_POLICY: 'The mail server refuses our mail as a matter of policy. The server says: {detail}',
  SMTP_CONTENT:
    'The mail server treats the message as spam, or refuses its content. The server says: {detail}',
  SMTP_TOO_LARGE: 'The message is too large for the mail server. Make it smaller. The server says: {detail}',
  SMTP_NO_MAILBOX:
    'According to the mail server none of the last recipients exists. Is the list current, and is this the right server? The server says: {detail}',
  SMTP_MAILBOX_FULL:
    'According to the mail server the mailboxes of all the last recipients are full. The server says: {detail}',
  SMTP_UNKNOWN: 'The mail server refuses mail to nearly every recipient. The server says: {detail}',
} as const;
