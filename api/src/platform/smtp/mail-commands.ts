import { localOutcome, type SmtpOutcome, untouchedOutcome } from './smtp-outcome.ts';

/** A mail for the wire. `bytes`: the whole message with CRLF line ends. */
export interface OutgoingMail {
  from: string;
  to: string;
  bytes: Buffer;
}

/** What a server said that it can do, in its answer to EHLO (RFC 5321, section 4.1.1.1). */
export interface Extensions {
  /** By name, in capitals. */
  names: ReadonlySet<string>;
  /** The most bytes of a mail (SIZE, RFC 1870); 0 if it did not say. */
  mostBytes: number;
}

/** Why a mail cannot be given to a server at all; null if it can. Nothing of it ends a command early. */
export function unsendable({ from, to, bytes }: OutgoingMail, server: Extensions): SmtpOutcome | null {
  if (breaksCommand(from))
    return untouchedOutcome({ message: `Invalid sender ${JSON.stringify(from)}` }, 'MAIL_FROM', true);
  if (to === '' || breaksCommand(to))
    return localOutcome(`Invalid recipient ${JSON.stringify(to)}`, 'recipient');
  if (server.mostBytes > 0 && bytes.length > server.mostBytes)
    return localOutcome(`Message size larger than allowed ${server.mostBytes}`, 'message');
  return null;
}

/** `MAIL FROM` with what the server understands beside the address. */
export function mailCommand({ from, to, bytes }: OutgoingMail, { names }: Extensions): string {
  const isInternational = !isAscii(from) || !isAscii(to);
  const smtpUtf8 = isInternational && names.has('SMTPUTF8') ? ' SMTPUTF8' : '';
  const size = names.has('SIZE') ? ` SIZE=${bytes.length}` : '';
  return `MAIL FROM:<${from}>${smtpUtf8}${size}`;
}

export const rcptCommand = ({ to }: OutgoingMail) => `RCPT TO:<${to}>`;

const breaksCommand = (address: string) => /[\r\n<>]/.test(address);
const isAscii = (text: string) => Buffer.byteLength(text) === text.length;
