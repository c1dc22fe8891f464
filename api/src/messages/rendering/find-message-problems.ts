import { LiquidError } from 'liquidjs';
import { fault, type Fault, warning } from '../../errors/domain-error.ts';
import { compileMessage, type MessageSource } from './compile-message.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { htmlEngine, plainEngine } from './liquid-engines.ts';
import { templateVariables } from './message-variables.ts';
import { RenderError } from './render-error.ts';
import { sampleEnvelope, sampleLetter } from './sample-letter.ts';

/**
 * What is wrong with a message: empty parts, templates that cannot be read or filled in (errors), names that stand for
 * nothing (warnings). A template is tried with sample values; a person's own values can still make it fail.
 */
export function findMessageProblems(source: MessageSource): Fault[] {
  const problems = [...emptyParts(source), ...syntaxProblems(source)];
  if (problems.some(({ code }) => code === 'TEMPLATE_SYNTAX')) return problems;
  return [...problems, ...renderProblems(source), ...unknownVariables(source)];
}

function emptyParts({ subject, body, format }: MessageSource): Fault[] {
  return [
    ...(isBlank(subject) ? [fault('SUBJECT_EMPTY', ['subject'])] : []),
    ...(isBlank(body) || (format === 'HTML' && showsNothing(body)) ? [fault('BODY_EMPTY', ['body'])] : []),
  ];
}

const isBlank = (text: string) => text.trim() === '';

function showsNothing(html: string): boolean {
  return !/<(?:img|hr|video|svg)\b/i.test(html) && isBlank(htmlToPlainText(html));
}

function syntaxProblems({ subject, body, format }: MessageSource): Fault[] {
  const engine = format === 'HTML' ? htmlEngine : plainEngine;
  return [
    ...syntaxProblem('subject', () => plainEngine.parse(subject)),
    ...syntaxProblem('body', () => engine.parse(body)),
  ];
}

function syntaxProblem(path: string, parse: () => unknown): Fault[] {
  try {
    parse();
    return [];
  } catch (error) {
    const [line = 1, column = 1] = LiquidError.is(error) ? error.token.getPosition() : [];
    return [fault('TEMPLATE_SYNTAX', [path], { detail: firstLine(error), line, column })];
  }
}

function renderProblems(source: MessageSource): Fault[] {
  try {
    compileMessage(source, sampleEnvelope)(sampleLetter);
    return [];
  } catch (error) {
    return [renderFault(error)];
  }
}

/** A failure to fill in a template as a problem of the message. */
export function renderFault(error: unknown): Fault {
  const detail = firstLine(error);
  if (error instanceof RenderError && error.isLimit) return fault('TEMPLATE_LIMIT', ['body'], { detail });
  return fault('TEMPLATE_RENDER', ['body'], { detail });
}

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!;

const KNOWN =
  /^(?:recipient\.(?:fullName|email)|mailing\.name|sender\.fullName|unsubscribeUrl|recipient\.attributes(?:[.[].*)?)$/s;

function unknownVariables({ subject, body }: MessageSource): Fault[] {
  const unknownIn = (path: string, template: string) =>
    templateVariables(template)
      .filter((name) => !KNOWN.test(name.replace(/\.(?:size|first|last)$/, '')))
      .map((name) => warning('UNKNOWN_VARIABLE', [path], { name }));
  return [...unknownIn('subject', subject), ...unknownIn('body', body)];
}
