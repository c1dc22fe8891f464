const blocks =
  'address,article,blockquote,div,dl,dt,dd,fieldset,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,ol,p,pre,section,table,tr,ul';

/** The text of an HTML body: paragraphs, lists and the addresses of links stay, placeholders too. */
export function textOf(html: string): string {
  // A style sheet of a parsed document has to obey the page's Content-Security-Policy, which forbids it.
  const bare = html.replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '');
  const { body } = new DOMParser().parseFromString(bare, 'text/html');
  for (const hidden of body.querySelectorAll('title')) hidden.remove();
  return linesOf(body)
    .replace(/[ \t]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** An HTML body that shows the text: its paragraphs and line ends. */
export function htmlOf(text: string): string {
  const escaped = text.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const paragraphs = escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>\n')}</p>`);
  // Inside a placeholder nothing is HTML yet.
  return paragraphs.join('\n\n').replace(/\{[{%].*?[%}]\}/gs, unescape);
}

/** Whether a text holds what would be seen as HTML tags. */
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
