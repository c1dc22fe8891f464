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
