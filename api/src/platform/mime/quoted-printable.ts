import { encode, wrap } from 'nodemailer/lib/qp';

/**
 * Encodes text with CRLF line ends as quoted-printable (RFC 2045, section 6.7) in UTF-8, in lines of at most
 * `width` characters. A space or tab at the end of a line or of the text is encoded; a lone surrogate becomes
 * U+FFFD.
 */
export function quotedPrintable(text: string, width: number): string {
  return wrap(encode(text), width);
}
