import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import type { MessageFormat } from '../message.entity.ts';
import { sendableAddress } from '../../platform/mime/email-address.ts';
import { compilePart } from './compile-part.ts';
import { compileTemplate, MOST_STEPS } from './compile-template.ts';
import { compileTextPart } from './compile-text-part.ts';
import type { LetterValues } from './letter-values.ts';
import { htmlEngine, plainEngine } from './liquid-engines.ts';
import { type DateSettings, usualDates } from './mail-context.ts';
import { dateNow, LINE, mailboxHeader, subjectHeader } from './mail-headers.ts';
import { MOST_PART_BYTES } from './quoted-printable-emitter.ts';
import { RenderError, renderErrorOf } from './render-error.ts';
import { TextEmitter } from './text-emitter.ts';
import { withCrlf } from './with-crlf.ts';

export interface MessageSource {
  subject: string;
  body: string;
  format: MessageFormat;
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

/** How far the filling in of a letter may go, and what it starts from. */
export interface CompileSettings {
  dates: DateSettings;
  steps: number;
  /** The largest part, in bytes. */
  mostBytes: number;
  /** The template of an HTML message's text part, where it was made before. */
  textSource?: string;
}

const usualSettings: CompileSettings = { dates: usualDates, steps: MOST_STEPS, mostBytes: MOST_PART_BYTES };

/**
 * Compiles a message once for a run; each letter then only fills in its values. Headers are those of RFC 5322, 3834
 * and 8058. No value can add a header, a recipient or a part. Throws liquidjs' errors where a template is broken, and
 * RenderError where the sender's address is none.
 */
export function compileMessage(
  source: MessageSource,
  envelope: Envelope,
  given: Partial<CompileSettings> = {},
): CompiledMessage {
  const settings = { ...usualSettings, ...given };
  const { steps, dates } = settings;
  const subject = compileTemplate(plainEngine, source.subject, { part: 'subject', steps, dates });
  const body =
    source.format === 'HTML'
      ? alternativeBody(source.body, { runId: String(envelope.runId), settings })
      : textBody(source.body, settings);
  const common = commonHeaders(envelope);
  const messageId = { run: envelope.runId, domain: asciiDomain(envelope.domain) };
  return (letter) => {
    try {
      const filled = body(letter.values);
      const subjectText = new TextEmitter(LONGEST_SUBJECT);
      subject.render(letter.values, subjectText);
      const headers = `${common}${letterHeaders(letter, messageId)}${subjectHeader(subjectText.buffer)}\r\n`;
      return Buffer.from(headers + filled, 'latin1');
    } catch (error) {
      throw renderErrorOf(error);
    }
  };
}

/** The longest subject, in characters. */
const LONGEST_SUBJECT = 10_000;

const asciiDomain = (domain: string) =>
  /^[a-z\d.-]+$/i.test(domain) ? domain : domainToASCII(domain) || 'localhost';

type Body = (values: LetterValues) => string;

function textBody(source: string, settings: CompileSettings): Body {
  const template = compileTemplate(plainEngine, withCrlf(source), settings);
  const { headers, fill } = compilePart(template, { type: 'text/plain', mostBytes: settings.mostBytes });
  return (values) => `${headers}${fill(values)}\r\n`;
}

function alternativeBody(
  source: string,
  { runId, settings }: { runId: string; settings: CompileSettings },
): Body {
  const { mostBytes } = settings;
  const template = compileTemplate(htmlEngine, withCrlf(source), settings);
  const textTemplate = compileTextPart(source, template, settings);
  const html = compilePart(template, { type: 'text/html', mostBytes });
  const text = compilePart(textTemplate, { type: 'text/plain', mostBytes });
  // `=_` can occur in neither encoding, so no value can end a part.
  const boundary = `=_${createHash('sha256').update(runId).digest('hex').slice(0, 32)}`;
  const open =
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n` +
    `--${boundary}\r\n${text.headers}`;
  const middle = `\r\n--${boundary}\r\n${html.headers}`;
  return (values) => {
    // The HTML first: an error of it has a place that the author knows.
    const htmlPart = html.fill(values);
    return `${open}${text.fill(values)}${middle}${htmlPart}\r\n--${boundary}--\r\n`;
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
  const isLong = 'List-Unsubscribe: <>'.length + unsubscribeUrl.length > LINE;
  return (
    `${always}List-Unsubscribe:${isLong ? '\r\n' : ''} <${unsubscribeUrl}>\r\n` +
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n'
  );
}

function requireSendable(address: string): string {
  const sendable = sendableAddress(address);
  if (sendable.ok) return sendable.address;
  throw new RenderError(`The address cannot be used for sending (${sendable.problem}).`);
}
