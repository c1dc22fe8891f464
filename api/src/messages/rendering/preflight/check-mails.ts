import type { Fault } from '../../../errors/domain-error.ts';
import { compileOwnTextPart } from '../compile-own-text-part.ts';
import { compileMessage, type CompiledMessage, type MessageSource } from '../compile-message.ts';
import { type CompiledTemplate, compileTemplate } from '../compile-template.ts';
import { htmlEngine, plainEngine } from '../liquid-engines.ts';
import type { DateSettings } from '../mail-context.ts';
import { oneLine } from '../mail-headers.ts';
import { renderErrorOf } from '../render-error.ts';
import { renderFault } from '../render-fault.ts';
import { sampleMail, sampleRunHeaders } from '../sample-mail.ts';
import type { TemplateValues } from '../template-values.ts';
import { TextEmitter } from '../text-emitter.ts';
import { withCrlf } from '../with-crlf.ts';
import { type BarePlaceholder, barePlaceholders, isMissingIn } from './bare-placeholders.ts';
import { type ContentFindings, mergedFindings, noFindings } from './content-findings.ts';
import { hiddenSignInSubject, turningSignIn } from './hidden-signs.ts';
import { type HtmlFindings, judgeHtml } from './judge-html.ts';

export interface MailsToCheck {
  source: MessageSource;
  dates: DateSettings;
  people: TemplateValues[];
}

export interface CheckedMails {
  /** The mails that cannot be rendered, by their index in the request. */
  failures: { index: number; fault: Fault }[];
  /** The mails with gaps, by their index. */
  gaps: { index: number; names: string[] }[];
  /** The indexes of mails with an empty subject. */
  emptySubjects: number[];
  /** The largest body as HTML or text, in bytes. */
  largest: number;
  content: ContentFindings;
}

/** Parsing HTML takes longer than rendering it: of a batch of large mails some are examined, and the first always. */
const MOST_EXAMINED_BYTES = 2_000_000;
/** With fewer letters beside images, a mail says nothing to readers who see no images. */
const FEW_LETTERS = 20;
/** A preview line beside the subject is shorter. */
const MANY_LETTERS = 300;

/**
 * Renders the mails of some people and returns what is wrong with them. Throws liquidjs' errors for a broken
 * template.
 */
export function checkMails({ source, dates, people }: MailsToCheck): CheckedMails {
  const checker = new Checker(source, dates);
  people.forEach((values, index) => checker.check(values, index));
  return checker.found;
}

class Checker {
  readonly found: CheckedMails = {
    failures: [],
    gaps: [],
    emptySubjects: [],
    largest: 0,
    content: noFindings(),
  };
  readonly #isHtml: boolean;
  readonly #compiled: CompiledMessage;
  readonly #subject: CompiledTemplate;
  readonly #body: CompiledTemplate;
  readonly #textPart: CompiledTemplate | null;
  readonly #bare: BarePlaceholder[];
  #examinedBytes = 0;

  constructor(source: MessageSource, dates: DateSettings) {
    this.#isHtml = source.format === 'HTML';
    const engine = this.#isHtml ? htmlEngine : plainEngine;
    this.#compiled = compileMessage(source, sampleRunHeaders, { dates });
    this.#subject = compileTemplate(plainEngine, source.subject, { dates, part: 'subject' });
    this.#body = compileTemplate(engine, withCrlf(source.body), { dates });
    this.#textPart = source.textPart ? compileOwnTextPart(source.textPart, { dates }) : null;
    this.#bare = [
      ...barePlaceholders(plainEngine, source.subject),
      ...barePlaceholders(engine, source.body),
    ].filter((path, index, all) => all.findIndex((other) => other.join() === path.join()) === index);
  }

  check(values: TemplateValues, index: number): void {
    try {
      this.#compiled({ ...sampleMail, name: values.recipient.fullName, values });
    } catch (error) {
      this.found.failures.push({ index, fault: renderFault(renderErrorOf(error)) });
      return;
    }
    const subject = oneLine(shown(this.#subject, values));
    const body = shown(this.#body, values);
    if (subject.trim() === '') this.found.emptySubjects.push(index);
    const names = this.#bare.filter((path) => isMissingIn(values, path)).map((path) => path.join('.'));
    if (names.length > 0) this.found.gaps.push({ index, names });
    this.found.largest = Math.max(this.found.largest, Buffer.byteLength(body));
    const textPart = this.#textPart && shown(this.#textPart, values);
    this.#note(this.#contentOf({ subject, body, textPart }, values.unsubscribeUrl ?? ''));
  }

  #note(content: ContentFindings): void {
    this.found.content = mergedFindings(this.found.content, content);
  }

  #contentOf({ subject, body, textPart }: ShownMail, unsubscribeUrl: string): ContentFindings {
    const hasLink = body.includes(unsubscribeUrl);
    return {
      ...noFindings(),
      rendered: 1,
      withoutLink: hasLink ? 0 : 1,
      signInSubject: hiddenSignInSubject(subject),
      signInBody: turningSignIn(body),
      textPartEmpty: textPart?.trim() === '' ? 1 : 0,
      textPartWithoutLink: textPart === null || textPart.includes(unsubscribeUrl) ? 0 : 1,
      ...(this.#isHtml
        ? this.#examined(body, unsubscribeUrl)
        : { examined: 1, withoutVisibleLink: hasLink ? 0 : 1 }),
    };
  }

  #examined(body: string, unsubscribeUrl: string): Partial<ContentFindings> {
    if (this.#examinedBytes > MOST_EXAMINED_BYTES) return {};
    this.#examinedBytes += Buffer.byteLength(body);
    return ofHtml(judgeHtml(body, unsubscribeUrl));
  }
}

interface ShownMail {
  subject: string;
  body: string;
  /** Null if it is made from the body. */
  textPart: string | null;
}

function ofHtml({ hasUnsubscribeLink, hasImages, visibleLetters, hiddenLetters, ...html }: HtmlFindings) {
  const isAlone = hasImages && visibleLetters < FEW_LETTERS;
  const hides = hiddenLetters > MANY_LETTERS && hiddenLetters > visibleLetters;
  return {
    ...html,
    examined: 1,
    withoutVisibleLink: hasUnsubscribeLink ? 0 : 1,
    imagesAlone: isAlone ? 1 : 0,
    textEmpty: !isAlone && visibleLetters === 0 ? 1 : 0,
    hiddenLetters: hides ? hiddenLetters : 0,
  };
}

function shown(template: CompiledTemplate, values: TemplateValues): string {
  const emitter = new TextEmitter();
  template.render(values, emitter);
  return emitter.buffer;
}
