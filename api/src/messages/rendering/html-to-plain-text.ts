import { compile } from 'html-to-text';

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
  selector,
  options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 },
}));

const convert = compile({
  wordwrap: false,
  // Deeper than any newsletter, and far from the end of the stack.
  limits: { maxDepth: 200 },
  selectors: [
    ...headings,
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    { selector: 'img', format: 'alternativeText' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
  ],
  formatters: {
    alternativeText: (element, _walk, builder) => builder.addInline(element.attribs.alt ?? ''),
  },
});

/** The text of an HTML document: links as `text [address]`, images as their alternative text, lines unbroken. */
export function htmlToPlainText(html: string): string {
  return convert(html)
    .replace(/[ \t]+$/gm, '')
    .trim();
}
