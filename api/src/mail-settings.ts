import { isIP } from 'node:net';
import * as v from 'valibot';
import { sendableAddress } from './platform/mime/email-address.ts';
import { parseMailbox } from './platform/mime/mailbox.ts';

// With `+` and what tells one mail from another behind it, the local part has 64 characters at most.
const LONGEST_LOCAL_PART = 32;

/** Where mail servers, mail services and readers answer to: an address whose mail reaches Postline, also with `+…` in it. */
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

/** Who mails come from. */
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

/** As SMTP can carry it: an international domain in its ASCII form. */
function asSendable(address: string): string {
  const sendable = sendableAddress(address);
  return sendable.ok ? sendable.address : address;
}

const listed = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** The addresses that mail leaves from, if the operator knows them: then SPF and PTR can be looked at. */
const outgoingIps = v.pipe(
  v.string(),
  v.transform(listed),
  v.check(
    (ips) => ips.every((ip) => isIP(ip) !== 0),
    'must be IP addresses, with commas between them, from which mail leaves',
  ),
);

/** DNS servers to ask instead of those of the machine. */
const dnsServers = v.pipe(
  v.string(),
  v.transform(listed),
  v.check(
    (servers) =>
      servers.every((server) => isIP(server.replace(/^\[(.*)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2')) !== 0),
    'must be IP addresses of DNS servers, with commas between them; a port may follow a colon',
  ),
);

/** Where mail to the bounce address is taken by SMTP. */
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

/** The keys of the configuration that are about mail beside its server. */
export const mailKeys = {
  MAIL_FROM: v.optional(mailFrom, 'Postline <noreply@localhost>'),
  BOUNCE_ADDRESS: v.optional(bounceAddress),
  BOUNCE_SMTP: v.optional(bounceListener),
  BOUNCE_VERP: v.optional(
    v.pipe(
      v.picklist(['0', '1'], 'must be 0 or 1'),
      v.transform((text) => text === '1'),
    ),
    '0',
  ),
  OUTGOING_IPS: v.optional(outgoingIps, ''),
  DNS_SERVERS: v.optional(dnsServers, ''),
};
