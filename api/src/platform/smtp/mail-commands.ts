import { needsSmtpUtf8 } from '../mime/email-address.ts';
import { localOutcome, type SmtpOutcome, untouchedOutcome } from './smtp-outcome.ts';

/** A mail for the wire. `bytes` is the whole message with CRLF line ends. */
export interface OutgoingMail {
  from: string;
  to: string;
  bytes: Buffer;
  /**
   * Returned in reports about the mail (ENVID, RFC 3461) if the server supports that; letters and digits
   * only. If absent, no reports are requested.
   */
  envelopeId?: string | undefined;
}

/** The capabilities in a server's reply to EHLO (RFC 5321, section 4.1.1.1). */
export interface Extensions {
  /** By name, in capitals. */
  names: ReadonlySet<string>;
  /** The largest mail in bytes (SIZE, RFC 1870); 0 if not given. */
  mostBytes: number;
}

/**
 * Returns why a mail cannot be given to a server at all, or null if it can. A value with a line break is
 * refused, so that none can end a command early.
 */
export function unsendable({ from, to, bytes }: OutgoingMail, server: Extensions): SmtpOutcome | null {
  if (breaksCommand(from))
    return untouchedOutcome({ message: `Invalid sender ${JSON.stringify(from)}` }, 'MAIL_FROM', true);
  if (to === '' || breaksCommand(to))
    return localOutcome(`Invalid recipient ${JSON.stringify(to)}`, 'recipient');
  if (needsSmtpUtf8(to) && !server.names.has('SMTPUTF8'))
    return { ...localOutcome('The mail server does not offer SMTPUTF8', 'recipient'), lacks: 'SMTPUTF8' };
  if (server.mostBytes > 0 && bytes.length > server.mostBytes)
    return localOutcome(`Message size larger than allowed ${server.mostBytes}`, 'message');
  return null;
}

/** Returns `MAIL FROM` with the parameters that the server supports. */
export function mailCommand({ from, to, bytes, envelopeId }: OutgoingMail, { names }: Extensions): string {
  const smtpUtf8 = needsSmtpUtf8(to) ? ' SMTPUTF8' : '';
  const size = names.has('SIZE') ? ` SIZE=${bytes.length}` : '';
  // Reports should return only the headers: the mail may be large, and adds nothing.
  const dsn = asksForReports({ envelopeId }, names) ? ` RET=HDRS ENVID=${envelopeId}` : '';
  return `MAIL FROM:<${from}>${smtpUtf8}${size}${dsn}`;
}

/** Returns `RCPT TO`; delays need not be reported. */
export const rcptCommand = (mail: OutgoingMail, { names }: Extensions): string =>
  `RCPT TO:<${mail.to}>${asksForReports(mail, names) ? ' NOTIFY=FAILURE' : ''}`;

const asksForReports = ({ envelopeId }: Pick<OutgoingMail, 'envelopeId'>, names: ReadonlySet<string>) =>
  envelopeId !== undefined && names.has('DSN');

const breaksCommand = (address: string) => /[\r\n<>]/.test(address);
