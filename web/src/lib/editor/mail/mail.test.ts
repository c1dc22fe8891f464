// @vitest-environment jsdom
import type { JSONContent } from '@tiptap/core';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeMail } from './judge-mail.ts';
import { readMail } from './read-mail.ts';
import { mailSchema } from './schema.ts';
import { usualTheme } from './theme.ts';
import { writeMail } from './write-mail.ts';

const code = fc.constantFrom(
  '{{ recipient.fullName | default: "A & B <c>" }}',
  '{{ recipient.email }}',
  "{{ recipient.attributes.x | default: 'y' }}",
  '{{unsubscribeUrl}}',
);
const word = fc.constantFrom(
  'Hello',
  ' ',
  '  ',
  ' a',
  'b ',
  '<b>&amp;',
  'привет',
  '"quoted"',
  '\u00A0',
  'x & y',
);
const href = fc.constantFrom(
  'https://example.com/?a=1&b=2',
  '{{ unsubscribeUrl }}',
  'mailto:a@b.co',
  'https://e.com/"x"',
);

const mark = fc.oneof(
  fc.constantFrom({ type: 'bold' }, { type: 'italic' }),
  href.map((to) => ({ type: 'link', attrs: { href: to } })),
);
const marks = fc.uniqueArray(mark, { maxLength: 3, selector: ({ type }) => type });
const text = fc.tuple(word, marks).map(([written, worn]) => ({ type: 'text', text: written, marks: worn }));
const placeholder = fc.tuple(code, marks).map(([written, worn]) => ({
  type: 'placeholder',
  attrs: { code: written },
  marks: worn,
}));
const plainText = fc.oneof(
  word.map((written) => ({ type: 'text', text: written })),
  code.map((written) => ({ type: 'placeholder', attrs: { code: written } })),
);
const inline = fc.array(fc.oneof(text, placeholder, fc.constant({ type: 'hardBreak' })), { maxLength: 6 });
const align = fc.constantFrom(null, 'center', 'right');
const paragraph = fc.tuple(inline, align).map(([content, to]) => ({
  type: 'paragraph',
  attrs: { align: to },
  content,
}));
const leaf = fc.oneof(
  paragraph,
  fc.tuple(inline, fc.constantFrom(1, 2, 3), align).map(([content, level, to]) => ({
    type: 'heading',
    attrs: { level, align: to },
    content,
  })),
  fc.constant({ type: 'horizontalRule' }),
  fc.tuple(fc.array(plainText, { minLength: 1, maxLength: 3 }), href, align).map(([content, to, at]) => ({
    type: 'mailButton',
    attrs: { href: to, align: at },
    content,
  })),
  fc
    .tuple(href, fc.constantFrom('', 'A "picture"'), fc.constantFrom(null, '120'))
    .map(([src, alt, width]) => ({
      type: 'mailImage',
      attrs: { src, alt, width, href: null, align: null },
    })),
);
const list = fc
  .tuple(fc.constantFrom('bulletList', 'orderedList'), fc.array(paragraph, { minLength: 1, maxLength: 3 }))
  .map(([type, items]) => ({ type, content: items.map((item) => ({ type: 'listItem', content: [item] })) }));
const quote = fc
  .array(leaf, { minLength: 1, maxLength: 2 })
  .map((content) => ({ type: 'blockquote', content }));
const columns = fc
  .array(fc.array(leaf, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 3 })
  .map((cells) => ({ type: 'columns', content: cells.map((content) => ({ type: 'column', content })) }));
const mail = fc
  .array(fc.oneof(leaf, list, quote, columns), { minLength: 1, maxLength: 6 })
  .map((content): JSONContent => ({ type: 'doc', content }));

test('what the editor writes it reads again, byte for byte', () => {
  fc.assert(
    fc.property(mail, (written) => {
      const doc = mailSchema.nodeFromJSON(written);
      doc.check();
      const html = writeMail(doc.toJSON());
      expect(judgeMail(html)).toMatchObject({ way: 'WRITE', losses: [] });
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('a mail keeps the theme in which it was written', () => {
  const theme = { ...usualTheme, accent: '#aa0000', font: "'PT Sans', sans-serif", width: 640 };
  const html = writeMail(readMail('<p>Hello</p>').mail, theme);
  expect(readMail(html).theme).toEqual(theme);
  expect(judgeMail(html).way).toBe('WRITE');
});

test.each([
  ['bare paragraphs', '<p>Hello {{ recipient.fullName }},</p><p>news</p>', 'CONVERT', []],
  ['styled paragraphs', '<div style="color: red"><p>Hello</p></div>', 'CONVERT', ['STYLES']],
  ['a table of one cell', '<table><tr><td><p>Hello</p></td></tr></table>', 'CONVERT', []],
  ['an element that mails seldom have', '<section><p>Hello</p></section>', 'CONVERT', ['ELEMENTS']],
  ['logic', '<p>{% if recipient.fullName %}Hello{% endif %}</p>', 'SOURCE', ['LOGIC']],
  ['comments for Outlook', '<!--[if mso]><p>Hello</p><![endif]--><p>Hi</p>', 'SOURCE', ['COMMENTS']],
  ['a style sheet', '<style>p { color: red }</style><p>Hello</p>', 'SOURCE', ['ELEMENTS']],
  ['a data table', '<table><tr><td>1</td><td>2</td></tr></table>', 'SOURCE', ['TABLES']],
  [
    'a hidden preheader',
    '<div style="display:none">Secret</div><p>Hello</p>',
    'SOURCE',
    ['HIDDEN', 'STYLES'],
  ],
  ['a form', '<form><input></form><p>Hello</p>', 'SOURCE', ['ELEMENTS']],
  ['a placeholder in a style', '<p style="color: {{ x }}">Hello</p>', 'SOURCE', ['LOGIC', 'STYLES']],
  ['a placeholder between rows', '<table>{{ x }}<tr><td>1</td></tr></table>', 'SOURCE', ['LOGIC']],
])('%s opens as it may', (_, html, way, losses) => {
  const judged = judgeMail(html);
  expect(judged.way).toBe(way);
  expect(judged.losses.toSorted()).toEqual(expect.arrayContaining(losses.toSorted()));
});

test('a mail whose block was edited by hand does not open as if it had not been', () => {
  const html = writeMail(readMail('<p>Hello</p>').mail);
  expect(judgeMail(html.replace('Hello', 'Good morning')).way).toBe('WRITE');
  expect(judgeMail(html.replace('margin:0 0 16px', 'margin:0 0 17px')).way).not.toBe('WRITE');
});

test('braces that were typed and not closed are text, and stay so', () => {
  const html = writeMail(readMail('<p>Hello {{ na</p><p>{{ recipient.email }}</p>').mail);
  expect(html).toContain('Hello {{ na</p>');
  expect(judgeMail(html)).toMatchObject({ way: 'WRITE' });
});

test.each([
  ['quotes in quotes', '<blockquote>'.repeat(1000)],
  ['lists in lists', '<ul><li>'.repeat(500)],
  ['tables in tables', '<table><tr><td>'.repeat(400)],
  ['tags that hold placeholders and do not end', '<a {{x}}'.repeat(20_000)],
  ['comments that do not end', '<!--'.repeat(50_000)],
])('%s are judged, and never opened as if they could be kept', (_, html) => {
  expect(judgeMail(`${html}Hello`).way).not.toBe('WRITE');
});
