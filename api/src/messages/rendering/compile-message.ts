import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import type { MessageFormat } from '../message.entity.ts';
import { type BulkSender, commonHeaders, recipientHeaders } from './bulk-headers.ts';
import { compilePart } from './compile-part.ts';
import { compileTemplate, MOST_STEPS } from './compile-template.ts';
import { compileOwnTextPart } from './compile-own-text-part.ts';
import { compileTextPart } from './compile-text-part.ts';
import type { TemplateValues } from './template-values.ts';
import { htmlEngine, plainEngine } from './liquid-engines.ts';
import { type DateSettings, usualDates } from './mail-context.ts';
import { subjectHeader } from './mail-headers.ts';
import { MOST_PART_BYTES } from './quoted-printable-emitter.ts';
import { renderErrorOf } from './render-error.ts';
import { TextEmitter } from './text-emitter.ts';
import { withCrlf } from './with-crlf.ts';

export interface MessageSource {
  subject: string;
  body: string;
  format: MessageFormat;
  /** The template of an HTML message's text part if its author wrote one; otherwise it is made of the HTML. */
  textPart?: string | null;
}

/** The headers that all mails of a run share. */
export interface RunHeaders extends BulkSender {
  runId: string | number;
  /** The right-hand side of Message-IDs. */
  domain: string;
}

/** What differs from mail to mail. */
export interface MailInput {
  deliveryId: string | number;
  address: string;
  name: string;
  unsubscribeUrl?: string;
  unsubscribeMailto?: string;
  serviceHeaders?: string;
  values: TemplateValues;
}

/**
 * Renders the whole mail: MIME bytes in ASCII, CRLF line ends, no line over 76 characters, except for a
 * single address or URL that is longer. Throws RenderError if this mail cannot be rendered.
 */
export type CompiledMessage = (mailInput: MailInput) => Buffer;

/** Limits on rendering a mail, and what is prepared for it. */
export interface CompileSettings {
  dates: DateSettings;
  steps: number;
  /** The largest size of a part, in bytes. */
  mostBytes: number;
  /** The template of an HTML message's text part, if it was made before. */
  textSource?: string;
}

const usualSettings: CompileSettings = { dates: usualDates, steps: MOST_STEPS, mostBytes: MOST_PART_BYTES };

/**
 * Compiles a message once for a run; each mail then only fills in its values. Headers follow RFC 5322, 2919,
 * 3834, 8058 and 9477. No value can add a header, a recipient or a part. Throws liquidjs' errors for a broken
 * template, and RenderError for an invalid sender address.
 */
export function compileMessage(
  source: MessageSource,
  runHeaders: RunHeaders,
  given: Partial<CompileSettings> = {},
): CompiledMessage {
  const settings = { ...usualSettings, ...given };
  const { steps, dates } = settings;
  const subject = compileTemplate(plainEngine, source.subject, { part: 'subject', steps, dates });
  const body =
    source.format === 'HTML'
      ? alternativeBody(source, { runId: String(runHeaders.runId), settings })
      : textBody(source.body, settings);
  const common = commonHeaders(runHeaders);
  const domain = asciiDomain(runHeaders.domain);
  return (mailInput) => {
    try {
      const filled = body(mailInput.values);
      const subjectText = new TextEmitter(LONGEST_SUBJECT);
      subject.render(mailInput.values, subjectText);
      const own = recipientHeaders(mailInput, `${runHeaders.runId}.${mailInput.deliveryId}@${domain}`);
      return Buffer.from(`${common}${own}${subjectHeader(subjectText.buffer)}\r\n${filled}`, 'latin1');
    } catch (error) {
      throw renderErrorOf(error);
    }
  };
}

/** The longest subject, in characters. */
const LONGEST_SUBJECT = 10_000;

const asciiDomain = (domain: string) =>
  /^[a-z\d.-]+$/i.test(domain) ? domain : domainToASCII(domain) || 'localhost';

type Body = (values: TemplateValues) => string;

function textBody(source: string, settings: CompileSettings): Body {
  const template = compileTemplate(plainEngine, withCrlf(source), settings);
  const { headers, fill } = compilePart(template, { type: 'text/plain', mostBytes: settings.mostBytes });
  return (values) => `${headers}${fill(values)}\r\n`;
}

function alternativeBody(
  { body, textPart }: MessageSource,
  { runId, settings }: { runId: string; settings: CompileSettings },
): Body {
  const { mostBytes } = settings;
  const template = compileTemplate(htmlEngine, withCrlf(body), settings);
  const textTemplate = textPart
    ? compileOwnTextPart(textPart, settings)
    : compileTextPart(body, template, settings);
  const html = compilePart(template, { type: 'text/html', mostBytes });
  const text = compilePart(textTemplate, { type: 'text/plain', mostBytes });
  // `=_` can occur in neither encoding, so no value can end a part.
  const boundary = `=_${createHash('sha256').update(runId).digest('hex').slice(0, 32)}`;
  const open =
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n` +
    `--${boundary}\r\n${text.headers}`;
  const middle = `\r\n--${boundary}\r\n${html.headers}`;
  return (values) => {
    // HTML first, because its errors have a place in the author's text.
    const htmlPart = html.fill(values);
    return `${open}${text.fill(values)}${middle}${htmlPart}\r\n--${boundary}--\r\n`;
  };
}
