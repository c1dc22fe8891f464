import { type Liquid, LiquidError } from 'liquidjs';
import { fault, type Fault, warning } from '../../errors/domain-error.ts';
import { compileTemplate } from './compile-template.ts';
import { encodedPlaceholders } from './encoded-placeholders.ts';
import { foreignPlaceholders } from './foreign-placeholders.ts';
import { firstLine, renderFault } from './render-fault.ts';
import { compileMessage, type MessageSource } from './compile-message.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { htmlEngine, plainEngine } from './liquid-engines.ts';
import { type DateSettings, usualDates } from './mail-context.ts';
import { templateVariables } from './message-variables.ts';
import { sampleRunHeaders, sampleMail } from './sample-mail.ts';

/**
 * Finds a message's problems: empty parts and templates that cannot be parsed or rendered (errors), unknown
 * names (warnings). Templates are tried with sample values; a person's own values can still make one fail.
 */
export function findMessageProblems(source: MessageSource, dates: DateSettings = usualDates): Fault[] {
  const problems = [...emptyParts(source), ...mjmlProblem(source), ...syntaxProblems(source)];
  if (problems.some(({ code }) => code === 'TEMPLATE_SYNTAX')) return problems;
  return [
    ...problems,
    ...renderProblems(source, dates),
    ...encodedPlaceholders(source.body),
    ...foreignPlaceholders('subject', source.subject),
    ...foreignPlaceholders('body', source.body),
    ...unknownVariables(source),
  ];
}

function emptyParts({ subject, body, format }: MessageSource): Fault[] {
  return [
    ...(isBlank(subject) ? [fault('SUBJECT_EMPTY', ['subject'])] : []),
    ...(isBlank(body) || (format === 'HTML' && showsNothing(body)) ? [fault('BODY_EMPTY', ['body'])] : []),
  ];
}

/** Mail programs show nothing of MJML: it has to be converted first. */
function mjmlProblem({ body, format }: MessageSource): Fault[] {
  return format === 'HTML' && MJML.test(body) ? [fault('BODY_IS_MJML', ['body'])] : [];
}

// Each comment ends at its first `-->`: if it could end at any, twenty of them could be divided in a million ways.
const MJML = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<mjml[\s>]/i;

const isBlank = (text: string) => text.trim() === '';

function showsNothing(html: string): boolean {
  if (/<(?:img|hr|video|svg)\b/i.test(html)) return false;
  try {
    return isBlank(htmlToPlainText(html));
  } catch {
    // Too large to convert, which is a problem of its own.
    return false;
  }
}

function syntaxProblems(source: MessageSource): Fault[] {
  const { subject, body, format } = source;
  const engine = format === 'HTML' ? htmlEngine : plainEngine;
  return [
    ...syntaxProblem('subject', plainEngine, subject),
    ...syntaxProblem('body', engine, body),
    ...syntaxProblem('textPart', plainEngine, ownTextPart(source)),
  ];
}

/** The text part that the author wrote, or nothing: plain text messages have none. */
const ownTextPart = ({ format, textPart }: MessageSource) => (format === 'HTML' && textPart) || '';

function syntaxProblem(part: 'subject' | 'body' | 'textPart', engine: Liquid, template: string): Fault[] {
  try {
    compileTemplate(engine, template, { part });
    return [];
  } catch (error) {
    const [line = 1, column = 1] = LiquidError.is(error) ? error.token.getPosition() : [];
    return [fault('TEMPLATE_SYNTAX', [part], { detail: firstLine(error), line, column })];
  }
}

function renderProblems(source: MessageSource, dates: DateSettings): Fault[] {
  try {
    compileMessage(source, sampleRunHeaders, { dates })(sampleMail);
    return [];
  } catch (error) {
    return [renderFault(error)];
  }
}

/** How many unknown names of a part are reported. */
const MOST_TOLD = 50;

const KNOWN =
  /^(?:recipient\.(?:fullName|email)|mailing\.name|sender\.fullName|unsubscribeUrl|recipient\.attributes(?:[.[].*)?)$/s;

function unknownVariables(source: MessageSource): Fault[] {
  const { subject, body } = source;
  const unknownIn = (path: string, template: string) =>
    templateVariables(template)
      .filter((name) => !KNOWN.test(name.replace(/\.(?:size|first|last)$/, '')))
      .slice(0, MOST_TOLD)
      .map((name) => warning('UNKNOWN_VARIABLE', [path], { name }));
  return [
    ...unknownIn('subject', subject),
    ...unknownIn('body', body),
    ...unknownIn('textPart', ownTextPart(source)),
  ];
}
