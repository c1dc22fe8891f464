import { enhancedCode } from './enhanced-code.ts';

/** What a refusal concerns: the address, the message, or the server as a whole. */
type Blame = 'recipient' | 'message' | 'server';

/** Where the server refused everybody. LOST: the connection ended before the reply to MAIL FROM. */
export type UntouchedCause = 'CONNECT' | 'TLS' | 'GREETING' | 'LOGIN' | 'MAIL_FROM' | 'LOST';

/**
 * The outcome of one try to hand over a mail. `reply` is the server's reply, or an error message if there was
 * none; `code` is the reply code of RFC 5321.
 *
 * - SENT: the server accepted it.
 * - FAILED, DEFERRED: the server refused it permanently, or for now.
 * - UNKNOWN: the server had the whole mail and no reply was read. Sending it again could send it twice.
 * - UNTOUCHED: the mail's turn did not come, which is nobody's try. `permanent`: retrying at once cannot
 * help.
 */
export type SmtpOutcome =
  | { state: 'SENT'; code: number; reply: string }
  | {
      state: 'FAILED' | 'DEFERRED';
      code: number | null;
      reply: string;
      blame: Blame;
      /** An extension that this server does not offer and another may. */
      lacks?: 'SMTPUTF8';
    }
  | { state: 'UNKNOWN'; reply: string }
  | { state: 'UNTOUCHED'; cause: UntouchedCause; permanent: boolean; code: number | null; reply: string };

/** What nodemailer reports about a failure, as far as it is reliable. */
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

/** The outcome of a mail that the server accepted. */
export function sentOutcome(response: string): SmtpOutcome {
  return { state: 'SENT', code: replyCode(response) ?? 250, reply: cleanReply(response) };
}

/** The outcome of a mail that the server may or may not have accepted. */
export function unknownOutcome(words: string): SmtpOutcome {
  return { state: 'UNKNOWN', reply: cleanReply(words) };
}

/**
 * The outcome of a mail that was refused by the reply to one of its commands, or by words that are not a
 * valid reply.
 */
export function refusedAt(command: MailCommand, response: string, usesUtf8 = false): SmtpOutcome {
  const failure = { message: response, response };
  switch (command) {
    case 'MAIL':
      if (usesUtf8 && isAboutUtf8(failure)) return refusedOutcome(failure, 'recipient');
      // MAIL FROM contains the mail's size (RFC 1870), and may be refused for that alone.
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

/**
 * The outcome of a mail that broke off after the reply to MAIL FROM and before its last byte was handed over.
 */
export function brokenOutcome(failure: SmtpFailure): SmtpOutcome {
  return { state: 'DEFERRED', code: refusalCode(failure), reply: replyOf(failure), blame: 'server' };
}

/** The outcome of a mail that cannot be given to this server, because of its address or size. */
export function localOutcome(message: string, blame: Blame) {
  return { state: 'FAILED' as const, code: null, reply: cleanReply(message), blame };
}

/** The outcome of a mail when the server as a whole could not be used. */
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
  // RFC 5321, section 3.8: 421 concerns the connection, whatever command it replies to.
  const whose = code === 421 ? 'server' : blame;
  return { state: isPermanent(code) ? 'FAILED' : 'DEFERRED', code, reply: replyOf(failure), blame: whose };
}

/** RFC 1870: 552 for a mail that is too large, 452 for one that there is no room for now. */
function isAboutSize(failure: SmtpFailure): boolean {
  const code = refusalCode(failure);
  const status = enhancedCode(replyOf(failure))?.slice(2);
  return code === 552 || status === '3.4' || (code === 452 && (status === undefined || status === '3.1'));
}

/** RFC 6531, section 3.5: MAIL FROM contains what the recipient's address needs. */
function isAboutUtf8(failure: SmtpFailure): boolean {
  const status = enhancedCode(replyOf(failure))?.slice(2);
  return refusalCode(failure) === 555 || status === '6.7' || status === '6.9';
}

const isPermanent = (code: number | null) => code !== null && code >= 500;

/** Returns the code of a refusal, or null if the server said nothing, or nothing that is a refusal. */
function refusalCode({ response, responseCode }: SmtpFailure): number | null {
  const code = response === undefined ? (responseCode ?? null) : replyCode(response);
  return code !== null && code >= 400 ? code : null;
}

/**
 * Returns the code of a reply, three digits of which the first is 2 to 5 (RFC 5321, section 4.2.1), or null
 * for other words.
 */
export function replyCode(reply: string): number | null {
  const match = /^([2-5]\d\d)(?!\d)/.exec(reply);
  return match ? Number(match[1]) : null;
}

const replyOf = ({ response, message }: SmtpFailure) => cleanReply(response ?? message);

const MAX_REPLY = 1000;

/**
 * Returns a server's words in a form to store and show: limited length, no control characters but line
 * breaks.
 */
function cleanReply(text: string): string {
  return text
    .slice(0, MAX_REPLY)
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .trim()
    .toWellFormed();
}
