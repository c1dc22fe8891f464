import { generateJSON, type JSONContent } from '@tiptap/core';
import { escapeText } from './escape.ts';
import { mailExtensions } from './schema.ts';
import { type MailTheme, usualTheme } from './theme.ts';

export interface ReadMail {
  mail: JSONContent;
  theme: MailTheme;
  /** The whole document, its placeholders as elements. */
  page: Document;
}

const token =
  /<!--[\s\S]*?-->|<(style|script)\b[\s\S]*?<\/\1\s*>|<\/?[a-z](?:\{\{.*?\}\}|"[^"]*"|'[^']*'|[^>"'])*>|\{\{[\s\S]*?\}\}/gi;

/**
 * HTML whose placeholders are elements, as `<` and `&` inside them are Liquid's and no HTML. Without style sheets: those of
 * a parsed document have to obey the page's Content-Security-Policy.
 */
export const markPlaceholders = (html: string) => html.replace(token, (found) => markToken(found));

function markToken(found: string): string {
  if (/^<(?:style|script)\b/i.test(found)) return '';
  if (found.startsWith('<!--')) return found;
  if (found.startsWith('{{'))
    return `<span data-placeholder="${escapeText(found).replaceAll('"', '&quot;')}"></span>`;
  return found.replace(/\{\{.*?\}\}/gs, (code) => code.replaceAll('"', "'"));
}

/** Reads a mail's HTML as the editor's document. What the editor does not know is left out: see `judgeMail`. */
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
