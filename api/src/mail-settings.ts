import { isIP } from 'node:net';
import * as v from 'valibot';
import { parseImapUrl } from './platform/incoming/imap-url.ts';
import { type MailService, mailServices } from './platform/mime/service-headers.ts';
import { number } from './setting-kinds.ts';
import { sendableAddress } from './platform/mime/email-address.ts';
import { parseMailbox } from './platform/mime/mailbox.ts';
import { parseRspamdUrl } from './platform/spam/rspamd-url.ts';

// Followed by `+` and a token for each mail, the local part must not exceed 64 characters.
const LONGEST_LOCAL_PART = 32;
const LEAST_SECRET = 16;

/**
 * The address for bounces, complaints and unsubscribing mails, if mail to it, also with `+…` in its local
 * part, reaches Postline.
 */
const bounceAddress = v.pipe(
  v.string(),
  v.check(
    (text) => sendableAddress(text).ok && /^[a-z\d._-]+@/i.test(text),
    'must be an address such as bounces@example.org, without a + in it',
  ),
  v.check(
    (text) => text.indexOf('@') <= LONGEST_LOCAL_PART,
    `must have at most ${LONGEST_LOCAL_PART} characters before the @`,
  ),
  v.transform(asSendable),
);

/** The default sender of mails. */
const mailFrom = v.pipe(
  v.string(),
  v.check((text) => parseMailbox(text) !== null, 'must look like Name <address@example.org>'),
  v.check(
    (text) => sendableAddress(parseMailbox(text)?.address ?? '').ok,
    'must have an address that mail can be sent from, such as news@example.org',
  ),
  v.transform((text) => {
    const { name, address } = parseMailbox(text)!;
    return { name, address: asSendable(address) };
  }),
);

/** Returns an address in a form for SMTP: an international domain in its ASCII form. */
function asSendable(address: string): string {
  const sendable = sendableAddress(address);
  return sendable.ok ? sendable.address : address;
}

const listed = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** The addresses that mail leaves from, if the operator knows them, so that SPF and PTR can be checked. */
const outgoingIps = v.pipe(
  v.string(),
  v.transform(listed),
  v.check(
    (ips) => ips.every((ip) => isIP(ip) !== 0),
    'must be IP addresses, with commas between them, from which mail leaves',
  ),
);

/** DNS servers to use instead of those of the machine. */
const dnsServers = v.pipe(
  v.string(),
  v.transform(listed),
  v.check(
    (servers) =>
      servers.every((server) => isIP(server.replace(/^\[(.*)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2')) !== 0),
    'must be IP addresses of DNS servers, with commas between them; a port may follow a colon',
  ),
);

/** Where mail to the bounce address is accepted by SMTP. */
const bounceListener = v.pipe(
  v.string(),
  v.regex(
    /^(?:[\w.-]+:|\[[\da-f:.]+\]:)?\d{1,5}$/i,
    'must be a port, or an address and a port such as 0.0.0.0:2525',
  ),
  v.transform((text) => {
    const colon = text.lastIndexOf(':');
    const host = colon < 0 ? '127.0.0.1' : text.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
    return { host, port: Number(text.slice(colon + 1)) };
  }),
  v.check(({ port }) => port <= 65_535, 'must be a port, or an address and a port such as 0.0.0.0:2525'),
);

/** The mailbox where mail to the bounce address arrives, read by IMAP. */
const bounceMailbox = v.pipe(
  v.string(),
  v.check(
    (text) => parseImapUrl(text) !== null,
    'must be imaps://user:password@host/folder; a password in it must be percent-encoded, and tls=never and verify=no are possible behind a question mark',
  ),
  v.transform((text) => parseImapUrl(text)!),
);

/** Services that tell of bounces and complaints, each with what its messages are known by. */
const mailHooks = v.pipe(
  v.string(),
  v.transform((text) =>
    listed(text).map((part): [string, string] => [
      part.slice(0, part.indexOf('=')).trim(),
      part.slice(part.indexOf('=') + 1).trim(),
    ]),
  ),
  v.check(
    (hooks) =>
      hooks.every(
        ([service, secret]) => (mailServices as string[]).includes(service) && secret.length >= LEAST_SECRET,
      ),
    `must be service=secret with commas between them, each secret of at least ${LEAST_SECRET} characters; services are ${mailServices.join(' ')}`,
  ),
  v.transform((hooks) => new Map(hooks as [MailService, string][])),
);

/** The spam filter that rates a mail before a launch. */
const spamFilter = v.pipe(
  v.string(),
  v.check(
    (text) => parseRspamdUrl(text) !== null,
    'must look like http://:password@rspamd.example.org:11334; a password in it must be percent-encoded',
  ),
  v.transform((text) => parseRspamdUrl(text)!),
);

/** The configuration keys about mail, except those of its server. */
export const mailKeys = {
  MAIL_FROM: v.optional(mailFrom, 'Postline <noreply@localhost>'),
  BOUNCE_ADDRESS: v.optional(bounceAddress),
  BOUNCE_SMTP: v.optional(bounceListener),
  BOUNCE_IMAP: v.optional(bounceMailbox),
  BOUNCE_VERP: v.optional(
    v.pipe(
      v.picklist(['0', '1'], 'must be 0 or 1'),
      v.transform((text) => text === '1'),
    ),
    '0',
  ),
  BOUNCE_SOFT: v.optional(number(0, 1000), '5'),
  MAIL_HOOKS: v.optional(mailHooks, ''),
  OUTGOING_IPS: v.optional(outgoingIps, ''),
  DNS_SERVERS: v.optional(dnsServers, ''),
  RSPAMD_URL: v.optional(spamFilter),
};

/** The settings about mail as the configuration has them. */
export function presentMail(values: v.InferOutput<v.ObjectSchema<typeof mailKeys, undefined>>) {
  return {
    mailFrom: values.MAIL_FROM,
    /**
     * Mail to this address reaches Postline, also with `+…` in its local part; undefined if there is none.
     */
    bounceAddress: values.BOUNCE_ADDRESS,
    bounceListener: values.BOUNCE_SMTP,
    bounceMailbox: values.BOUNCE_IMAP,
    /** Whether each mail has a return path of its own. Not every server accepts mail from other addresses. */
    hasReturnPaths: values.BOUNCE_VERP,
    /** Secrets of the services that tell of bounces and complaints. */
    mailHooks: values.MAIL_HOOKS,
    /** Number of soft bounces in a row that suppress an address; 0 if none do. */
    softBounces: values.BOUNCE_SOFT,
    outgoingIps: values.OUTGOING_IPS,
    dnsServers: values.DNS_SERVERS,
    /** Rates a mail before a launch; undefined if there is none. */
    spamFilter: values.RSPAMD_URL,
  };
}
