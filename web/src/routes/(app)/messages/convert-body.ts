import { splitLiquid, tokensOf } from '#lib/editor/mail/tokens.ts';

const blocks =
  'address,article,blockquote,div,dl,dt,dd,fieldset,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,ol,p,pre,section,table,tr,ul';

/** Converts an HTML body to text: keeps paragraphs, lists, the addresses of links, and placeholders. */
export function textOf(html: string): string {
  // A style sheet in a parsed document would have to obey the page's Content-Security-Policy, which forbids
  // it.
  const bare = tokensOf(html)
    .map(({ kind, text }) => (kind === 'STYLE' ? '' : text))
    .join('');
  const { body } = new DOMParser().parseFromString(bare, 'text/html');
  for (const hidden of body.querySelectorAll('title')) hidden.remove();
  return linesOf(body)
    .replace(/[ \t]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Converts a text to an HTML body with the same paragraphs and line ends. */
export function htmlOf(text: string): string {
  const escaped = text.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const paragraphs = escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>\n')}</p>`);
  // Placeholders must not be escaped as HTML.
  return splitLiquid(paragraphs.join('\n\n'))
    .map((piece, index) => (index % 2 === 1 ? unescape(piece) : piece))
    .join('');
}

/**
 * Whether a body is MJML, which has to become HTML before it is sent. A comment ends at its first `-->`; asked at each
 * key, so it must not try others.
 */
export function isMjml(body: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<mjml[\s>]/i.test(body);
}

/** Whether a text contains what would be displayed as HTML tags. */
export function hasTags(text: string): boolean {
  return /<\/?[a-z][^<>]*>/i.test(text);
}

function unescape(placeholder: string): string {
  return placeholder.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function linesOf(node: Node): string {
  return Array.from(node.childNodes, lineOf).join('');
}

function lineOf(node: Node): string {
  if (node instanceof Text) return node.data.replace(/\s+/g, ' ');
  if (!(node instanceof Element)) return '';
  if (node.matches('br')) return '\n';
  const inner = linesOf(node);
  if (node.matches('a[href]')) return linkOf(inner.trim(), node.getAttribute('href') ?? '');
  if (node.matches('img')) return node.getAttribute('alt') ?? '';
  if (node.matches('li')) return `\n- ${inner.trim()}\n`;
  return node.matches(blocks) ? `\n\n${inner}\n\n` : inner;
}

function linkOf(text: string, href: string): string {
  return text === '' || text === href ? href : `${text}: ${href}`;
}
