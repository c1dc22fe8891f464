import type { Fault } from '../../errors/domain-error.ts';
import { deliverableAddress } from '../../platform/mime/email-address.ts';
import { compileMessage, type MessageSource } from './compile-message.ts';
import { type CompiledTemplate, compileTemplate } from './compile-template.ts';
import { compileOwnTextPart } from './compile-own-text-part.ts';
import { compileTextPart } from './compile-text-part.ts';
import { findMessageProblems } from './find-message-problems.ts';
import { renderFault } from './render-fault.ts';
import type { TemplateValues } from './template-values.ts';
import { htmlEngine, plainEngine } from './liquid-engines.ts';
import { type DateSettings, usualDates } from './mail-context.ts';
import { oneLine } from './mail-headers.ts';
import { renderErrorOf } from './render-error.ts';
import { sampleRunHeaders, sampleMail } from './sample-mail.ts';
import { TextEmitter } from './text-emitter.ts';
import { withCrlf } from './with-crlf.ts';

export interface RenderedPreview {
  subject: string;
  /** For a plain text message its text, escaped, in a `pre` element. */
  html: string;
  text: string;
  /** Size of the whole MIME message in bytes; 0 if it cannot be rendered. */
  size: number;
  problems: Fault[];
}

/**
 * Renders what a person with these values would get. Never throws: a broken template gives empty parts and
 * its problems.
 */
export function renderPreview(
  source: MessageSource,
  values: TemplateValues,
  dates: DateSettings = usualDates,
): RenderedPreview {
  const problems = findMessageProblems(source, dates);
  const nothing = { subject: '', html: '', text: '', size: 0 };
  if (problems.some(({ code }) => code === 'TEMPLATE_SYNTAX')) return { ...nothing, problems };
  try {
    return { ...renderParts(source, values, dates), size: sizeOf(source, values, dates), problems };
  } catch (error) {
    const failure = renderFault(renderErrorOf(error));
    const isNew = !problems.some(({ code }) => code === failure.code);
    return { ...nothing, problems: isNew ? [...problems, failure] : problems };
  }
}

function renderParts(
  { subject, body, format, textPart }: MessageSource,
  values: TemplateValues,
  dates: DateSettings,
) {
  const shown = (template: CompiledTemplate) => {
    const emitter = new TextEmitter();
    template.render(values, emitter);
    return emitter.buffer.toWellFormed().replaceAll('\r\n', '\n');
  };
  const subjectLine = oneLine(shown(compileTemplate(plainEngine, subject, { dates, part: 'subject' })));
  if (format === 'TEXT') {
    const text = shown(compileTemplate(plainEngine, withCrlf(body), { dates }));
    return { subject: subjectLine, html: asHtml(text), text };
  }
  const html = compileTemplate(htmlEngine, withCrlf(body), { dates });
  const text = textPart ? compileOwnTextPart(textPart, { dates }) : compileTextPart(body, html, { dates });
  return { subject: subjectLine, html: shown(html), text: shown(text) };
}

function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<pre style="white-space: pre-wrap; font: inherit">${escaped}</pre>`;
}

function sizeOf(source: MessageSource, values: TemplateValues, dates: DateSettings): number {
  const { email, fullName } = values.recipient;
  const address = deliverableAddress(email).ok ? email : sampleMail.address;
  const unsubscribeUrl = values.unsubscribeUrl ?? sampleMail.unsubscribeUrl!;
  const compiled = compileMessage(source, sampleRunHeaders, { dates });
  return compiled({ ...sampleMail, address, name: fullName, unsubscribeUrl, values }).length;
}
