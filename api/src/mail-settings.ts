import { isIP } from 'node:net';
import * as v from 'valibot';
import { sendableAddress } from './platform/mime/email-address.ts';
import { parseMailbox } from './platform/mime/mailbox.ts';

// With `+` and what tells one mail from another behind it, the local part has 64 characters at most.
const LONGEST_LOCAL_PART = 32;

/** Where mail servers, mail services and readers answer to: an address whose mail reaches Postline, also with `+…` in it. */
export const bounceAddress = v.pipe(
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
export const mailFrom = v.pipe(
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
export const outgoingIps = v.pipe(
  v.string(),
  v.transform(listed),
  v.check(
    (ips) => ips.every((ip) => isIP(ip) !== 0),
    'must be IP addresses, with commas between them, from which mail leaves',
  ),
);

/** DNS servers to ask instead of those of the machine. */
export const dnsServers = v.pipe(
  v.string(),
  v.transform(listed),
  v.check(
    (servers) =>
      servers.every((server) => isIP(server.replace(/^\[(.*)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2')) !== 0),
    'must be IP addresses of DNS servers, with commas between them; a port may follow a colon',
  ),
);
