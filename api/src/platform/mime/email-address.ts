import { domainToASCII } from 'node:url';

type AddressProblem =
  | 'EMPTY'
  | 'NO_AT'
  | 'SEVERAL_AT'
  | 'CONTROL_CHARACTER'
  | 'SPACE'
  | 'LOCAL_PART_EMPTY'
  | 'LOCAL_PART_TOO_LONG'
  | 'LOCAL_PART_INVALID'
  | 'DOMAIN_INVALID'
  | 'DOMAIN_INCOMPLETE'
  | 'TOO_LONG';

type ParsedAddress = { ok: true; address: string } | { ok: false; problem: AddressProblem };

// RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.3: octets of the local part, and of a path without its angle
// brackets.
const MAX_LOCAL_OCTETS = 64;
const MAX_OCTETS = 254;

// Atoms of RFC 5322 joined by dots; RFC 6531 adds everything beyond ASCII, of which letters and signs are
// accepted.
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~\-\P{ASCII}]+(?:\.[\w!#$%&'*+/=?^`{|}~\-\P{ASCII}]+)*$/u;
// A quoted-string without spaces, escapes and angle brackets: those are legal, but nobody has them.
const QUOTED = /^"[^\s"\\<>]+"$/;
const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;

/**
 * The one check of an email address, for people's input, imports and fixtures: one `@` outside of quotes, no
 * control characters or spaces, RFC 5321's lengths, a domain of valid labels. Addresses beyond ASCII are
 * accepted. Returns the address as typed, without surrounding white space and without a final dot.
 */
export function parseAddress(text: string): ParsedAddress {
  const address = text.trim().replace(/(?<=[^.])\.$/, '');
  const problem = findProblem(address);
  return problem === null ? { ok: true, address } : { ok: false, problem };
}

type SendableAddress =
  | { ok: true; address: string }
  | { ok: false; problem: AddressProblem | 'NEEDS_SMTPUTF8' };

/**
 * Returns the address in a form for headers and envelopes without the extension SMTPUTF8 (RFC 6531): an
 * international domain in its ASCII form (RFC 5891). A local part beyond ASCII has no such form:
 * NEEDS_SMTPUTF8, it cannot be sent to.
 */
export function sendableAddress(text: string): SendableAddress {
  const parsed = parseAddress(text);
  if (!parsed.ok) return parsed;
  const at = parsed.address.lastIndexOf('@');
  const local = parsed.address.slice(0, at);
  if (!isAscii(local)) return { ok: false, problem: 'NEEDS_SMTPUTF8' };
  const domain = parsed.address.slice(at + 1);
  return { ok: true, address: isAscii(domain) ? parsed.address : `${local}@${domainToASCII(domain)}` };
}

/**
 * Returns a recipient's address in a form for headers and envelopes: the domain in its ASCII form. A local part
 * beyond ASCII stays as it is, and needs a mail server with the extension SMTPUTF8.
 */
export function deliverableAddress(text: string): ParsedAddress {
  const parsed = parseAddress(text);
  if (!parsed.ok || isAscii(parsed.address)) return parsed;
  const at = parsed.address.lastIndexOf('@');
  return {
    ok: true,
    address: `${parsed.address.slice(0, at)}@${domainToASCII(parsed.address.slice(at + 1))}`,
  };
}

/** Whether a mail to the address can only be sent with SMTPUTF8. */
export const needsSmtpUtf8 = (address: string): boolean => !isAscii(address);

function findProblem(address: string): AddressProblem | null {
  if (address === '') return 'EMPTY';
  if (!isAscii(address)) {
    // Also unpaired surrogates, private use and invisible direction marks.
    if (/\p{C}/u.test(address)) return 'CONTROL_CHARACTER';
    if (/[\p{Z}\s]/u.test(address)) return 'SPACE';
  }
  const at = address.lastIndexOf('@');
  if (at < 0) return 'NO_AT';
  return findLocalProblem(address.slice(0, at)) ?? findDomainProblem(address.slice(at + 1), address);
}

function findLocalProblem(local: string): AddressProblem | null {
  if (local === '') return 'LOCAL_PART_EMPTY';
  if (Buffer.byteLength(local) > MAX_LOCAL_OCTETS) return 'LOCAL_PART_TOO_LONG';
  // `=?` begins an encoded-word, which some readers decode even inside of an address.
  if (local.includes('=?')) return 'LOCAL_PART_INVALID';
  if (DOT_ATOM.test(local) || QUOTED.test(local)) return null;
  return local.includes('@') && !local.startsWith('"') ? 'SEVERAL_AT' : 'LOCAL_PART_INVALID';
}

function findDomainProblem(domain: string, address: string): AddressProblem | null {
  // The conversion below would decode a percent sign and the like instead of refusing it.
  if (!/^[a-z\d.\-\P{ASCII}]+$/iu.test(domain)) return 'DOMAIN_INVALID';
  const ascii = isAscii(domain) ? domain : domainToASCII(domain);
  const labels = ascii.split('.');
  const top = labels.at(-1)!;
  if (!labels.every((label) => LABEL.test(label)) || /^\d+$/.test(top)) return 'DOMAIN_INVALID';
  if (labels.length === 1 && top.toLowerCase() !== 'localhost') return 'DOMAIN_INCOMPLETE';
  const octets = Math.max(Buffer.byteLength(address), address.lastIndexOf('@') + 1 + ascii.length);
  return octets > MAX_OCTETS ? 'TOO_LONG' : null;
}

/** Whether a text is printable ASCII without spaces. */
const isAscii = (text: string) => /^[\x21-\x7e]*$/.test(text);
