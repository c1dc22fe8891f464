import { enhancedCode } from './enhanced-code.ts';

/** The subject of a refusal: the address, what was written, or the server as a whole. */
type Blame = 'recipient' | 'message' | 'server';

/** At what the server refused everybody. LOST: the connection ended before MAIL FROM was answered. */
export type UntouchedCause = 'CONNECT' | 'TLS' | 'GREETING' | 'LOGIN' | 'MAIL_FROM' | 'LOST';

/**
 * How one try to hand over a mail ended. `reply` is the server's words, or the error's where there were none; `code` is
 * the reply code of RFC 5321.
 *
 * - SENT: the server took it.
 * - FAILED, DEFERRED: the server refused it for good, or for now.
 * - UNKNOWN: the server had the whole mail and no reply was read. Sending it again could send it twice.
 * - UNTOUCHED: it did not come to this mail, nobody's try. `permanent`: trying again at once cannot help.
 */
export type SmtpOutcome =
  | { state: 'SENT'; code: number; reply: string }
  | { state: 'FAILED' | 'DEFERRED'; code: number | null; reply: string; blame: Blame }
  | { state: 'UNKNOWN'; reply: string }
  | { state: 'UNTOUCHED'; cause: UntouchedCause; permanent: boolean; code: number | null; reply: string };

/** What nodemailer tells of a failure, as far as it can be relied on. */
export interface SmtpFailure {
  message: string;
  code?: string | undefined;
  command?: string | undefined;
  response?: string | undefined;
  responseCode?: number | undefined;
  originalCode?: string | undefined;
  timeoutType?: string | undefined;
}

/** The commands of a mail, and the dot that ends its content. */
export type MailCommand = 'MAIL' | 'RCPT' | 'DATA' | 'DOT';

/** The outcome of a mail that the server took. */
export function sentOutcome(response: string): SmtpOutcome {
  return { state: 'SENT', code: replyCode(response) ?? 250, reply: cleanReply(response) };
}

/** The outcome of a mail of which nobody can say whether the server took it. */
export function unknownOutcome(words: string): SmtpOutcome {
  return { state: 'UNKNOWN', reply: cleanReply(words) };
}

/** The outcome of a mail that a reply to one of its commands refused; also for words that are no reply at all. */
export function refusedAt(command: MailCommand, response: string): SmtpOutcome {
  const failure = { message: response, response };
  switch (command) {
    case 'MAIL':
      // MAIL FROM tells the mail's size (RFC 1870): it may be refused for that alone.
      return isAboutSize(failure)
        ? refusedOutcome(failure, 'message')
        : untouchedOutcome(failure, 'MAIL_FROM');
    case 'RCPT':
      return refusedOutcome(failure, 'recipient');
    case 'DATA':
    case 'DOT':
      return refusedOutcome(failure, 'message');
  }
}

/** The outcome of a mail that broke off after MAIL FROM was answered and before its last byte was handed over. */
export function brokenOutcome(failure: SmtpFailure): SmtpOutcome {
  return { state: 'DEFERRED', code: refusalCode(failure), reply: replyOf(failure), blame: 'server' };
}

/** The outcome of a mail that cannot be given to this server, by its address or its size. */
export function localOutcome(message: string, blame: Blame): SmtpOutcome {
  return { state: 'FAILED', code: null, reply: cleanReply(message), blame };
}

/** The outcome of a mail for which the server as a whole was not to be had. */
export function untouchedOutcome(
  failure: SmtpFailure,
  cause: UntouchedCause,
  isLasting = false,
): SmtpOutcome {
  const code = refusalCode(failure);
  const permanent = isLasting || isPermanent(code);
  return { state: 'UNTOUCHED', cause, permanent, code, reply: replyOf(failure) };
}

function refusedOutcome(failure: SmtpFailure, blame: Blame): SmtpOutcome {
  const code = refusalCode(failure);
  // RFC 5321, section 3.8: 421 speaks of the connection, at whatever command it comes.
  const whose = code === 421 ? 'server' : blame;
  return { state: isPermanent(code) ? 'FAILED' : 'DEFERRED', code, reply: replyOf(failure), blame: whose };
}

/** RFC 1870: 552 for a mail that is too large, 452 for one that there is no room for now. */
function isAboutSize(failure: SmtpFailure): boolean {
  const code = refusalCode(failure);
  const status = enhancedCode(replyOf(failure))?.slice(2);
  return code === 552 || status === '3.4' || (code === 452 && (status === undefined || status === '3.1'));
}

const isPermanent = (code: number | null) => code !== null && code >= 500;

/** The code of a refusal; null if the server said nothing, or nothing that is a refusal. */
function refusalCode({ response, responseCode }: SmtpFailure): number | null {
  const code = response === undefined ? (responseCode ?? null) : replyCode(response);
  return code !== null && code >= 400 ? code : null;
}

/** The code of a reply, three digits of which the first is 2 to 5 (RFC 5321, section 4.2.1); null for other words. */
export function replyCode(reply: string): number | null {
  const match = /^([2-5]\d\d)(?!\d)/.exec(reply);
  return match ? Number(match[1]) : null;
}

const replyOf = ({ response, message }: SmtpFailure) => cleanReply(response ?? message);

const MAX_REPLY = 1000;

/** A server's words as they can be stored and shown: no control characters but line breaks, and not too many. */
function cleanReply(text: string): string {
  return text
    .slice(0, MAX_REPLY)
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .trim()
    .toWellFormed();
}
