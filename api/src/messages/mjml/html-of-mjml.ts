import mjml2html from 'mjml';
import { fault, warning, type Fault } from '../../errors/domain-error.ts';

/** HTML, unless something would be lost. */
export interface ReadMjml {
  html: string | null;
  faults: Fault[];
}

const path = ['mjml'];
// Without another opening inside, so that a row of openings is not searched to its end from each.
const LIQUID = /\{\{(?:(?!\{\{|\}\})[^])*\}\}|\{%(?:(?!\{%|%\})[^])*%\}/g;
/** A comment that is not closed reaches to the end, as in HTML. */
const COMMENT = /<!--[^]*?(?:-->|$)/g;
/** The most characters of a source or a remark that are repeated in a fault. */
const MOST_SHOWN = 300;
const MOST_TOLD = 20;

/** Compiles MJML as a mail that loads nothing: without includes, and without the fonts that MJML links to by default. */
export async function htmlOfMjml(source: string): Promise<ReadMjml> {
  const options = {
    validationLevel: 'soft',
    ignoreIncludes: true,
    useMjmlConfigOptions: false,
    fonts: {},
  } as const;
  try {
    const { html, errors } = await mjml2html(source, options);
    const lost = lostLiquid(source, html);
    const remarks = errors
      .slice(0, MOST_TOLD)
      .map(({ line, message }) => warning('MJML_REMARK', path, { line, detail: shown(message) }));
    return { html: lost.length > 0 ? null : html, faults: [...lost, ...remarks] };
  } catch (error) {
    return { html: null, faults: [fault('MJML_UNREADABLE', path, { detail: firstLineOf(error) })] };
  }
}

/** Text between elements, such as a condition around a section, is dropped by MJML without a word. */
function lostLiquid(source: string, html: string): Fault[] {
  const kept = new Set(html.match(LIQUID));
  return [...source.replace(COMMENT, blank).matchAll(LIQUID)]
    .filter(([tag]) => !kept.has(tag))
    .slice(0, MOST_TOLD)
    .map(({ 0: tag, index }) =>
      fault('MJML_LIQUID_LOST', path, { tag: shown(tag), line: source.slice(0, index).split('\n').length }),
    );
}

/** Nothing but the ends of lines, so that those behind keep their numbers. */
const blank = (comment: string) => comment.replace(/[^\n]/g, ' ');

const shown = (text: string) => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);

const firstLineOf = (error: unknown) =>
  String((error as Error).message)
    .split('\n')[0]!
    .slice(0, MOST_SHOWN);
