import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { sendableAddress } from '../../platform/mime/email-address.ts';
import { type CompiledTemplate, compileTemplate } from './compile-template.ts';
import { compileTextPart } from './compile-text-part.ts';
import type { LetterValues } from './letter-values.ts';
import { htmlEngine, plainEngine } from './liquid-engines.ts';
import { dateNow, mailboxHeader, subjectHeader } from './mail-headers.ts';
import { PieceEncoder } from './piece-encoder.ts';
import { QuotedPrintableEmitter } from './quoted-printable-emitter.ts';
import { isTimeLimit, RenderError, renderErrorOf } from './render-error.ts';
import { TextEmitter } from './text-emitter.ts';
import { withCrlf } from './with-crlf.ts';

export interface MessageSource {
  subject: string;
  body: string;
  format: 'HTML' | 'TEXT';
}

/** What is the same in every letter of a run. */
export interface Envelope {
  runId: string | number;
  /** The right side of Message-IDs. */
  domain: string;
  from: { name: string; address: string };
  /** Left out of the letters where its address cannot be written without SMTPUTF8. */
  replyTo?: { name: string; address: string };
}

/** What differs from letter to letter. */
export interface Letter {
  deliveryId: string | number;
  address: string;
  name: string;
  unsubscribeUrl?: string;
  values: LetterValues;
}

/**
 * Makes the whole mail: MIME bytes in ASCII, CRLF line ends, no line over 76 characters but for an address or a URL
 * that is longer by itself. Throws RenderError where this letter cannot be made.
 */
export type CompiledMessage = (letter: Letter) => Buffer;

/**
 * Compiles a message once for a run; each letter then only fills in its values. Headers are those of RFC 5322, 3834
 * and 8058. No value can add a header, a recipient or a part. Throws liquidjs' errors where a template is broken, and
 * RenderError where the sender's address is none.
 */
export function compileMessage(source: MessageSource, envelope: Envelope): CompiledMessage {
  const subject = compileTemplate(plainEngine, source.subject);
  const body = source.format === 'HTML' ? alternativeBody(source.body, envelope) : textBody(source.body);
  const common = commonHeaders(envelope);
  const messageId = { run: envelope.runId, domain: asciiDomain(envelope.domain) };
  const compose = (letter: Letter) => {
    const subjectText = new TextEmitter();
    subject.render(letter.values, subjectText);
    const headers = `${common}${letterHeaders(letter, messageId)}${subjectHeader(subjectText.buffer)}\r\n`;
    return Buffer.from(headers + body(letter.values), 'latin1');
  };
  return (letter) => {
    try {
      return composeWithinLimits(compose, letter);
    } catch (error) {
      throw renderErrorOf(error);
    }
  };
}

const asciiDomain = (domain: string) =>
  /^[a-z\d.-]+$/i.test(domain) ? domain : domainToASCII(domain) || 'localhost';

type Compose = (letter: Letter) => Buffer;

function composeWithinLimits(compose: Compose, letter: Letter): Buffer {
  try {
    return compose(letter);
  } catch (error) {
    // When the process stood still for a moment, the template is not to blame for the time.
    if (isTimeLimit(error)) return compose(letter);
    throw error;
  }
}

type Body = (values: LetterValues) => string;

const partHeaders = (type: string) =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;

function textBody(source: string): Body {
  const template = compileTemplate(plainEngine, withCrlf(source));
  const part = compilePart(template, new PieceEncoder(template.statics));
  return (values) => `${partHeaders('text/plain')}${part(values)}\r\n`;
}

function alternativeBody(source: string, envelope: Envelope): Body {
  const template = compileTemplate(htmlEngine, withCrlf(source));
  const textTemplate = compileTextPart(source, template);
  const encoder = new PieceEncoder(template.statics.union(textTemplate.statics));
  const html = compilePart(template, encoder);
  const text = compilePart(textTemplate, encoder);
  // `=_` cannot occur in quoted-printable, so no value can end a part.
  const boundary = `=_${createHash('sha256').update(String(envelope.runId)).digest('hex').slice(0, 32)}`;
  const open =
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n` +
    `--${boundary}\r\n${partHeaders('text/plain')}`;
  const middle = `\r\n--${boundary}\r\n${partHeaders('text/html')}`;
  return (values) => `${open}${text(values)}${middle}${html(values)}\r\n--${boundary}--\r\n`;
}

function compilePart(template: CompiledTemplate, encoder: PieceEncoder): Body {
  return (values) => {
    const emitter = new QuotedPrintableEmitter(encoder);
    template.render(values, emitter);
    return emitter.buffer;
  };
}

function commonHeaders({ from, replyTo }: Envelope): string {
  const sender = requireSendable(from.address);
  const answers = replyTo && sendableAddress(replyTo.address);
  return [
    mailboxHeader('From', from.name, sender),
    ...(replyTo && answers?.ok ? [mailboxHeader('Reply-To', replyTo.name, answers.address)] : []),
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    'Precedence: bulk',
    '',
  ].join('\r\n');
}

function letterHeaders(letter: Letter, { run, domain }: { run: string | number; domain: string }): string {
  const { deliveryId, address, name, unsubscribeUrl } = letter;
  const to = mailboxHeader('To', name, requireSendable(address));
  const always = `${to}\r\nDate: ${dateNow()}\r\nMessage-ID: <${run}.${deliveryId}@${domain}>\r\n`;
  if (unsubscribeUrl === undefined) return always;
  if (!/^[\x21-\x3b\x3d\x3f-\x7e]+$/.test(unsubscribeUrl))
    throw new RenderError('The unsubscribe link is no URL.');
  return (
    `${always}List-Unsubscribe: <${unsubscribeUrl}>\r\n` +
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n'
  );
}

function requireSendable(address: string): string {
  const sendable = sendableAddress(address);
  if (sendable.ok) return sendable.address;
  throw new RenderError(`The address cannot be used for sending (${sendable.problem}).`);
}
