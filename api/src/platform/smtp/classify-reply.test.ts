import { expect, test } from 'vitest';
import { classifyReply } from './classify-reply.ts';
import type { ReplyKind, ReplyReason } from './reply-reasons.ts';

// As large services and common servers word them; addresses and networks are made up.
const replies: Partial<Record<ReplyKind, string[]>> = {
  NO_MAILBOX: [
    '550 5.1.1 <x@e.org>: Recipient address rejected: User unknown in local recipient table',
    '550 5.1.1 <x@aol.com>: Recipient address rejected: aol.com',
    '554 delivery error: dd Not a valid recipient - mta1.mail.yahoo.com',
    '550 5.1.1 <x@icloud.com>: inactive email address',
    '550 5.1.6 recipient no longer on server: x@icloud.com',
    '550 5.1.1 unknown or illegal alias: x@me.com',
    '550 Requested action not taken: mailbox unavailable',
    '550 Message was not accepted -- invalid mailbox. Local mailbox x@mail.ru is unavailable: account is disabled',
    '550 Message was not accepted -- invalid mailbox. Local mailbox x@mail.ru is unavailable: user is terminated',
    '550 5.1.1 Not our Customer',
    '550 5.2.1 This mailbox has been blocked due to inactivity',
    '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_416',
    '550 Verification failed for <x@e.org>\n550-No Such User Here',
    '550 5.4.4 Unable to route: no mail hosts for domain',
    "550 5.1.2 Sorry, I couldn't find any host named e.org. (#5.1.2)",
    '550 User x (x@e.org) not listed in Domino Directory',
    '550 5.1.0 Host or domain name not found. Name service error for name=e.org type=A: Host not found',
    '556 5.1.10 <x@e.org>: Recipient address rejected: Domain e.org does not accept mail (nullMX)',
    '550 The recipient name is not recognized',
    '550 Mailbox not found. http://service.mail.qq.com/',
    '550 5.1.1 User does not exist - psmtp',
    '550 5.1.1 <x@e.org>... User unknown',
    '550 5.1.1 User Unknown',
    '553 5.3.0 <x@e.org>... No such user here',
    '550-5.1.1 The email account that you tried to reach does not exist. Please try\n550 5.1.1 https://support.google.com/mail/?p=NoSuchUser - gsmtp',
    '550 5.2.1 The email account that you tried to reach is disabled. - gsmtp',
    '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)',
    '552 1 Requested mail action aborted, mailbox not found',
    "554 delivery error: dd This user doesn't have a yahoo.com account (x@yahoo.com) [0]",
    '550 Message was not accepted -- invalid mailbox. Local mailbox x@mail.ru is unavailable: user not found',
    '550 5.7.1 No such user!',
    '550 Unrouteable address',
    '550 5.1.0 Address rejected.',
    '550 5.1.2 Host unknown',
    '501 5.1.3 Bad recipient address syntax',
    '551 5.1.6 Mailbox has moved',
    '550 5.4.4 Invalid domain',
    '550 5.1.1 <x@e.org>: Recipient address rejected: User unknown in virtual mailbox table',
    '554 30 Sorry, your message to x@yahoo.com cannot be delivered. This mailbox is disabled (554.30).',
    '550 5.1.1 <x@icloud.com>: user does not exist',
    '550 5.1.1 unknown user',
    '553 sorry, no mailbox here by that name. (#5.7.17)',
  ],
  MAILBOX_FULL: [
    '552 5.2.2 <x@icloud.com>: user is over quota',
    '552-Requested mail action aborted: exceeded storage allocation',
    '552 5.2.2 Mailbox size limit exceeded',
    '554 5.2.0 STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded; Failed to process message',
    '550 The users mailfolder is over the allowed quota (size). (#5.2.2)',
    "552 5.2.2 This message is larger than the current system limit or the recipient's mailbox is full.",
    "452-4.2.2 The recipient's inbox is out of storage space",
    '552-5.2.2 The email account that you tried to reach is over quota.',
    '554 5.2.2 mailbox full',
    '452 4.2.2 Mailbox full',
  ],
  CONTENT: [
    '550 5.7.1 Message contains spam or virus',
    '554 5.7.1 The message was rejected because it contains prohibited virus or spam content',
    '552 5.7.0 This message was blocked because its content presents a potential security issue. Suspicious attachment',
    '550 High probability of spam',
    '554 5.7.1 Spam message rejected',
    '550-5.7.1 Gmail has detected that this message is likely unsolicited mail. To reduce the amount of spam sent',
    "552-5.2.3 Your message exceeded Google's message size limits.",
    '550 spam message rejected. Please visit http://help.mail.ru/notspam-support',
    '554 5.7.1 [2] Message rejected under suspicion of SPAM; https://ya.cc/1',
    '552 5.3.4 Message size exceeds fixed limit',
  ],
  POLICY: [
    '550 Administrative prohibition',
    '554-Transaction failed\n554 Reject due to policy restrictions.',
    '554 5.7.1 [HM08] Message rejected due to local policy.',
    '550 csi.mimecast.org Poor Reputation Sender. - https://community.mimecast.com',
    '550 Rejected by header based Anti-Spoofing policy: e.org',
    '550 5.7.124 RESOLVER.RST.RestrictedToRecipientsPermission; not authorized to send to recipient',
    '554-No SMTP service\n554 Bad DNS PTR resource record.',
    '550 5.7.134 RESOLVER.RST.SenderNotAuthenticatedForMailbox; authentication required',
    '550 5.7.503 Access denied, abuse detected from IP range',
    '550-Please turn on SMTP Authentication in your mail client.\n550 Authentication required',
    '553 5.7.1 <news@e.org>: Sender address rejected: not logged in',
    '550 5.7.1 Email rejected per DMARC policy for e.org',
    '421-4.7.30 This mail has been rate limited because DKIM does not pass',
    '550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n550 5.7.26 Gmail requires SPF or DKIM',
    '550-5.7.25 The IP address sending this message does not have a PTR record',
    '550 5.7.515 Access denied, sending domain e.org does not meet the required authentication level.',
    "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
    '550 5.7.606 Access denied, banned sending IP [192.0.2.1].',
    '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
    "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus's list",
    '554 5.7.9 Message not accepted for policy reasons.',
    '554 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com',
    '550 Access from ip address 192.0.2.1 blocked. Visit http://postmaster.mail.ru',
    '550 5.7.1 <x@e.org>: Relay access denied',
    '550 5.7.1 Relaying denied',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
    '554 Message rejected: Email address is not verified. The following identities failed the check',
    '550 relay not permitted',
    '550 Sender verify failed',
    '530 5.7.0 Must issue a STARTTLS command first',
  ],
  RATE: [
    '550 5.7.705 Access denied, tenant has exceeded threshold',
    '550 Connection frequency limited. http://service.mail.qq.com/',
    '550 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour',
    '421-4.7.28 Gmail has detected an unusual rate of unsolicited mail',
    '451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation.',
    '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints',
    '451 4.7.1 Ratelimit exceeded for mailbox',
    '454 Throttling failure: Daily message quota exceeded',
  ],
  UNKNOWN: [
    '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages',
    '550 x',
    '451 come back',
  ],
  BUSY: [
    '550 5.4.300 Message expired -> 451 4.4.0 DNS query failed',
    '550 4.4.7 QUEUE.Expired; message expired',
    '554 5.4.14 Hop count exceeded - possible mail loop ATTR34',
    '451 4.3.5 Server configuration problem. Try again later',
    '550 5.4.316 Message expired, connection refused(Socket error code 10061)',
    "450 4.4.1 Sorry, I wasn't able to establish an SMTP connection. (#4.4.1) Connection timed out",
    '421 4.3.0 Temporary System Problem. Try again later',
    '451 4.7.500 Server busy. Please try again later from [192.0.2.1].',
    '432 4.3.2 Concurrent connections limit exceeded',
    '451 4.3.0 <x@e.org>: Temporary lookup failure',
    '452 4.3.1 Insufficient system storage',
    '421 4.3.2 Service shutting down',
    '554 5.4.6 Hop count exceeded - possible mail loop',
  ],
  GREYLISTED: [
    '450 4.7.1 <x@e.org>: Recipient address rejected: Greylisted for 5 minutes',
    '451 4.7.1 Please try again in 5 minutes',
    '451 4.7.1 Greylisting in action, please come back later',
    '450 4.2.0 <x@e.org>: Recipient address rejected: Greylisted, see http://postgrey',
  ],
};

test.each(Object.entries(replies).flatMap(([kind, list]) => list.map((reply) => [reply, kind])))(
  '%j is %s',
  (reply, kind) => {
    expect(classifyReply(reply).kind).toBe(kind);
  },
);

const reasons: [ReplyReason, string][] = [
  [
    'UNAUTHENTICATED',
    '550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n550 5.7.26 SPF',
  ],
  [
    'UNAUTHENTICATED',
    '550 5.7.515 Access denied, sending domain e.org does not meet the required authentication level.',
  ],
  ['NO_PTR', '550-5.7.25 The IP address sending this message does not have a PTR record'],
  ['SPF', '550-5.7.27 Your email has been blocked because SPF does not pass'],
  ['RATE', '421-4.7.28 Gmail has detected an unusual rate of unsolicited mail'],
  ['NO_TLS', '550-5.7.29 Your email has been blocked because it was not sent over TLS'],
  ['DKIM', '550-5.7.30 Your email has been blocked because DKIM does not pass'],
  ['NO_DMARC', '421-4.7.31 rate limited because the sending domain has no DMARC record'],
  ['NOT_ALIGNED', '421-4.7.32 rate limited because the From: header is not aligned'],
  ['BLOCKLISTED', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'],
  ['BLOCKLISTED', '550 5.7.606 Access denied, banned sending IP [192.0.2.1].'],
  ['RELAY_DENIED', '550 5.7.1 Relaying denied'],
  [
    'SENDER_REFUSED',
    '554 Message rejected: Email address is not verified. The following identities failed the check',
  ],
  ['SENDER_REFUSED', '553 5.7.1 <news@example.org>: Sender address rejected: not owned by user mailer'],
  ['QUOTA', '454 Throttling failure: Daily message quota exceeded'],
  ['QUOTA', '550 5.4.5 Daily user sending limit exceeded.'],
  ['TOO_LARGE', '552 5.3.4 Message size exceeds fixed limit'],
  ['BUSY', '421 4.3.2 Service shutting down'],
  ['GREYLISTED', '451 4.7.1 Greylisting in action, please come back later'],
  ['POLICY', '554 5.7.9 Message not accepted for policy reasons.'],
  ['NO_MAILBOX', '550 5.7.1 No such user!'],
];

test.each(reasons)('%s is the reason of %j', (reason, reply) => {
  expect(classifyReply(reply).reason).toBe(reason);
});

test("a person's address gives no reason", () => {
  expect(classifyReply('550 <spamfan-dkim@spamhaus.example>: try elsewhere').kind).toBe('UNKNOWN');
});

test('a hostile reply takes no longer than its length', () => {
  expect(classifyReply(`550 ${'('.repeat(250_000)}`).kind).toBe('UNKNOWN');
  expect(classifyReply(`550 ${'#5.7.'.repeat(50_000)}`).kind).toBe('UNKNOWN');
});
