import { generateJSON, type JSONContent } from '@tiptap/core';
import { escapeText } from './escape.ts';
import { mailExtensions } from './schema.ts';
import { type MailTheme, usualTheme } from './theme.ts';
import { splitLiquid, type Token, tokensOf } from './tokens.ts';

export interface ReadMail {
  mail: JSONContent;
  theme: MailTheme;
  /** The whole document, with its placeholders as elements. */
  page: Document;
}

/**
 * Turns placeholders into elements, because `<` and `&` inside them are Liquid's, not HTML. Removes style
 * sheets: those of a parsed document would have to obey the page's Content-Security-Policy.
 */
export const markPlaceholders = (html: string) => tokensOf(html).map(mark).join('');

function mark({ kind, text }: Token): string {
  if (kind === 'STYLE') return '';
  if (kind === 'PLACEHOLDER')
    return `<span data-placeholder="${escapeText(text).replaceAll('"', '&quot;')}"></span>`;
  return kind === 'TAG' ? singleQuoted(text) : text;
}

/** Double quotes inside Liquid would end the attribute around it. */
const singleQuoted = (tag: string) =>
  splitLiquid(tag)
    .map((piece, index) => (index % 2 === 1 ? piece.replaceAll('"', "'") : piece))
    .join('');

/**
 * Parses a mail's HTML as the editor's document. Content that the editor does not support is left out: see
 * `judgeMail`.
 */
export function readMail(html: string): ReadMail {
  const page = new DOMParser().parseFromString(markPlaceholders(html), 'text/html');
  const root = page.querySelector<HTMLElement>('table[data-pl=mail]');
  const body = page.querySelector<HTMLElement>('td[data-pl=body]') ?? page.body;
  const copy = body.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error('A mail has a body.');
  copy.removeAttribute('align');
  for (const paragraph of copy.querySelectorAll('p')) straighten(paragraph);
  return { mail: generateJSON(copy.innerHTML, mailExtensions()), theme: themeOf(root), page };
}

function themeOf(root: HTMLElement | null): MailTheme {
  const kept = root?.dataset ?? {};
  return {
    accent: kept.accent ?? usualTheme.accent,
    text: kept.text ?? usualTheme.text,
    ground: kept.ground ?? usualTheme.ground,
    font: kept.font ?? usualTheme.font,
    width: Number(kept.width ?? usualTheme.width),
    ...(kept.logo && {
      logo: { src: kept.logo, alt: kept.logoAlt ?? '', width: Number(kept.logoWidth) },
    }),
  };
}

/** An empty paragraph is written with a space; a picture alone in its paragraph is a block of its own. */
function straighten(paragraph: HTMLParagraphElement): void {
  if (paragraph.textContent === '\u00A0' && paragraph.children.length === 0) paragraph.textContent = '';
  const images = paragraph.querySelectorAll('img');
  if (images.length !== 1 || paragraph.textContent?.trim()) return;
  if (paragraph.align) images[0]!.setAttribute('align', paragraph.align);
  paragraph.replaceWith(...paragraph.childNodes);
}
