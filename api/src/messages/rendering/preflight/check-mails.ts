import type { Fault } from '../../../errors/domain-error.ts';
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
  /** The number of mails without their unsubscribe link, visible or not. */
  withoutLink: number;
  /** The largest body as HTML or text, in bytes. */
  largest: number;
  /** The findings in the first mail that could be rendered. */
  first: { html: HtmlFindings | null; text: string; subject: string } | null;
  /** Links that are wrong in any mail. */
  links: Pick<HtmlFindings, 'emptyLinks' | 'wrongLinks' | 'plainLinks'>;
}

const MOST_LINKS_TOLD = 5;
/** The links of this many mails of a batch are examined: those in the template are the same in all. */
const MOST_READ = 50;

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
    withoutLink: 0,
    largest: 0,
    first: null,
    links: { emptyLinks: 0, wrongLinks: [], plainLinks: [] },
  };
  readonly #isHtml: boolean;
  readonly #compiled: CompiledMessage;
  readonly #subject: CompiledTemplate;
  readonly #body: CompiledTemplate;
  readonly #bare: BarePlaceholder[];

  constructor(source: MessageSource, dates: DateSettings) {
    this.#isHtml = source.format === 'HTML';
    const engine = this.#isHtml ? htmlEngine : plainEngine;
    this.#compiled = compileMessage(source, sampleRunHeaders, { dates });
    this.#subject = compileTemplate(plainEngine, source.subject, { dates, part: 'subject' });
    this.#body = compileTemplate(engine, withCrlf(source.body), { dates });
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
    if (!body.includes(values.unsubscribeUrl ?? '')) this.found.withoutLink++;
    this.found.largest = Math.max(this.found.largest, Buffer.byteLength(body));
    if (index < MOST_READ || this.found.first === null) this.#read({ subject, body, values });
  }

  #read({ subject, body, values }: { subject: string; body: string; values: TemplateValues }): void {
    const html = this.#isHtml ? judgeHtml(body, values.unsubscribeUrl ?? '') : null;
    this.found.first ??= { html, text: body, subject };
    if (html === null) return;
    const { links } = this.found;
    links.emptyLinks = Math.max(links.emptyLinks, html.emptyLinks);
    links.wrongLinks = merged(links.wrongLinks, html.wrongLinks);
    links.plainLinks = merged(links.plainLinks, html.plainLinks);
  }
}

const merged = (known: string[], more: string[]) =>
  [...new Set([...known, ...more])].slice(0, MOST_LINKS_TOLD);

function shown(template: CompiledTemplate, values: TemplateValues): string {
  const emitter = new TextEmitter();
  template.render(values, emitter);
  return emitter.buffer;
}
