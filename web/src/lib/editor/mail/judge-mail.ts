import { markPlaceholders, readMail } from './read-mail.ts';
import type { ReadMail } from './read-mail.ts';
import { type Token, tokensOf } from './tokens.ts';
import { writeMail } from './write-mail.ts';

/** What the editor would drop from a mail that was written elsewhere. */
export type Loss = 'LOGIC' | 'COMMENTS' | 'HIDDEN' | 'TABLES' | 'ELEMENTS' | 'STYLES' | 'CONTENT';

interface Judgement {
  /** WRITE: every byte is kept. CONVERT: only styling is lost. SOURCE: text or logic would be lost. */
  way: 'WRITE' | 'CONVERT' | 'SOURCE';
  losses: Loss[];
  read: ReadMail;
}

/** Returns how a mail's HTML may be opened in the editor. */
export function judgeMail(html: string): Judgement {
  const read = readMail(html);
  const again = writeMail(read.mail, read.theme);
  if (again === html.replaceAll('\r\n', '\n')) return { way: 'WRITE', losses: [], read };
  const hard = hardLosses(html, { before: read.page, after: parse(again) });
  const soft = softLosses(read.page);
  return { way: hard.length > 0 ? 'SOURCE' : 'CONVERT', losses: [...hard, ...soft], read };
}

const parse = (html: string) => new DOMParser().parseFromString(markPlaceholders(html), 'text/html');

const known = new Set(
  'html head body meta title p h1 h2 h3 ul ol li a img strong b em i br hr blockquote span div table tbody tr td center font'.split(
    ' ',
  ),
);
const active = 'form, input, video, audio, svg, object, iframe, pre';

function hardLosses(html: string, { before, after }: { before: Document; after: Document }): Loss[] {
  const tokens = tokensOf(html);
  const isOurs = before.querySelector('table[data-pl=mail]') !== null;
  const losses: Partial<Record<Loss, boolean>> = {
    LOGIC: /\{%/.test(html) || hasPlaceholderInStyle(before) || hasPlaceholderBetweenCells(tokens),
    COMMENTS: tokens.some(({ kind }) => kind === 'COMMENT'),
    HIDDEN: /display\s*:\s*none|max-height\s*:\s*0/i.test(html),
    TABLES: hasDataTable(before),
    ELEMENTS:
      before.querySelector(active) !== null || (!isOurs && tokens.some(({ kind }) => kind === 'STYLE')),
    CONTENT: JSON.stringify(contentOf(before)) !== JSON.stringify(contentOf(after)),
  };
  return (Object.keys(losses) as Loss[]).filter((loss) => losses[loss]);
}

function softLosses(page: Document): Loss[] {
  const elements = [...page.querySelectorAll('*')];
  const losses: Loss[] = [];
  if (elements.some(({ localName }) => !known.has(localName))) losses.push('ELEMENTS');
  if (page.querySelector('[style], [bgcolor], [class]')) losses.push('STYLES');
  return losses;
}

/** Everything that a reader would miss: text, links, pictures and placeholders, in order. */
function contentOf(page: Document): string[][] {
  const body = page.querySelector('td[data-pl=body]') ?? page.body;
  const values = (selector: string, name: string) =>
    [...body.querySelectorAll(selector)].map((element) => element.getAttribute(name) ?? '');
  return [
    [(body.textContent ?? '').replace(/[\s\u00A0]+/g, '')],
    values('a[href]', 'href'),
    values('img', 'src'),
    values('[data-placeholder]', 'data-placeholder'),
  ];
}

function hasPlaceholderInStyle(page: Document): boolean {
  const fine = new Set(['href', 'src', 'alt', 'data-placeholder']);
  return [...page.querySelectorAll('*')].some((element) =>
    [...element.attributes].some(({ name, value }) => value.includes('{{') && !fine.has(name)),
  );
}

/** An HTML parser would move such a placeholder out of its table. */
function hasPlaceholderBetweenCells(tokens: Token[]): boolean {
  const seen = tokens.filter(({ kind, text }) => kind !== 'TEXT' || text.trim() !== '');
  return seen.some(
    ({ kind }, index) =>
      kind === 'PLACEHOLDER' &&
      /^(?:<(?:table|tbody|thead|tr)|<\/(?:tbody|thead|tr|td|th))\b/i.test(seen[index - 1]?.text ?? ''),
  );
}

const hasDataTable = (page: Document) =>
  [...page.querySelectorAll<HTMLTableElement>('table:not([data-pl])')].some((table) =>
    [...table.rows].some(({ cells }) => cells.length > 1),
  );
