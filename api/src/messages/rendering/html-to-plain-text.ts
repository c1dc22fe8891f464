import { compile, type FormatCallback } from 'html-to-text';
import { assertBounded } from './html-bounds.ts';

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
  selector,
  options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 },
}));

// Elements that a reader does not see, including the preview line that mail programs show beside the subject,
// and its filler.
const unseen = [
  'head',
  'title',
  'style',
  'script',
  '[hidden]',
  '[style*="display:none"]',
  '[style*="display: none"]',
].map((selector) => ({ selector, format: 'skip' }));

const LINKED = /^(?:https?:|mailto:|tel:|sms:|\/\/|#|\/|\.|\?|\uE000|[^:]*$)/i;

/**
 * Writes `text [address]`; the address alone if it is also the text, and the text alone if the address leads
 * nowhere.
 */
const link: FormatCallback = (element, walk, builder) => {
  const address = (element.attribs.href ?? '').trim().replace(/^mailto:/i, '');
  let text = '';
  builder.pushWordTransform((word) => {
    text += word;
    return word;
  });
  walk(element.children, builder);
  builder.popWordTransform();
  if (address === '' || !LINKED.test(element.attribs.href ?? '') || text === address) return;
  const written = writtenAddress(address);
  builder.addInline(text === '' ? written : ` [${written}]`, { noWordTransform: true });
};

/**
 * For mail programs, spaces and letters beyond ASCII end a link, so they are encoded; marks of placeholders
 * stay.
 */
function writtenAddress(address: string): string {
  return address.replace(/[^\x21-\x7e\uE000\uE001]+/g, (part) => encodeURI(part.toWellFormed()));
}

const convert = compile({
  wordwrap: false,
  // assertBounded limits the depth of the HTML.
  limits: { maxDepth: undefined },
  selectors: [
    ...headings,
    { selector: 'a', format: 'linkWithAddress' },
    { selector: 'img', format: 'alternativeText' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
    ...unseen,
  ],
  formatters: {
    alternativeText: (element, _walk, builder) => builder.addInline(element.attribs.alt ?? ''),
    linkWithAddress: link,
  },
});

/**
 * Converts an HTML document to text: links as `text [address]`, images as their alternative text, lines
 * unbroken, at most one blank line at a time. Throws RenderError if the document is too large or too deep.
 */
export function htmlToPlainText(html: string): string {
  assertBounded(html);
  const lines = convert(html).split('\n').map(withoutEnd);
  return lines
    .filter((line, index) => line !== '' || lines[index - 1] !== '')
    .join('\n')
    .trim();
}

/** A regular expression for spaces at the end would retry at each of a long row. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  return line.slice(0, end);
}
