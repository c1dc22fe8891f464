import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseCount } from '../../../test/hostile-text.ts';
import { liquidAlone } from '../../../test/liquid-alone.ts';
import { compileTemplate } from './compile-template.ts';
import { compileTextPart, textTemplate } from './compile-text-part.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { htmlEngine } from './liquid-engines.ts';
import { RenderError } from './render-error.ts';
import { sampleMail } from './sample-mail.ts';
import { TextEmitter } from './text-emitter.ts';

const valuesWith = (attributes: Record<string, unknown>) => ({
  ...sampleMail.values,
  recipient: { ...sampleMail.values.recipient, attributes },
});

function textOf(body: string, attributes: Record<string, unknown> = {}): string {
  const emitter = new TextEmitter();
  compileTextPart(body, compileTemplate(htmlEngine, body)).render(valuesWith(attributes), emitter);
  return emitter.buffer.replaceAll('\r\n', '\n');
}

test.each([
  ['headings and paragraphs', '<h1>Big</h1><p>One<br>two</p><p>three</p>', 'Big\n\nOne\ntwo\n\nthree'],
  [
    'links with their address',
    '<a href="https://e.org/?a=1&amp;b=2">here</a>',
    'here [https://e.org/?a=1&b=2]',
  ],
  ['an address that is its own text once', '<a href="https://e.org">https://e.org</a>', 'https://e.org'],
  ['images as their alternative text', '<p><img src="a.png" alt="Logo"><img src="b.png"></p>', 'Logo'],
  ['rows as lines', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  [
    'no head, style or comment',
    '<html><head><title>T</title><style>p{}</style></head><body>x<!-- y --></body></html>',
    'x',
  ],
  ['one blank line for many breaks', '<p>a<br><br><br><br>b<br>c</p><br><br><p>d</p>', 'a\n\nb\nc\n\nd'],
  ['entities as characters', '&lt;b&gt; &amp; &copy; &#1046;', '<b> & © Ж'],
])('the text of HTML has %s', (_, html, text) => {
  expect(htmlToPlainText(html)).toBe(text);
});

test('values stand in the text as they are, not escaped', () => {
  const body = '<p>{{ recipient.attributes.a }}, {{ recipient.attributes.a | escape }}</p>';
  expect(textOf(body, { a: '<b> & "c"' })).toBe('<b> & "c", <b> & "c"');
});

test('tags that stand between elements leave no empty lines', () => {
  const body = '<p>a</p>{% if recipient.attributes.b %}<p>b</p>{% endif %}<p>c</p>';
  expect(textOf(body)).toBe('a\n\nc');
  expect(textOf(body, { b: true })).toBe('a\n\nb\n\nc');
  const list = '<ul>{% for tag in recipient.attributes.tags %}<li>{{ tag }}</li>{% endfor %}</ul>';
  expect(textOf(list, { tags: ['x', 'y'] }).trim()).toBe('* x\n * y');
});

test.each([
  [
    'a blank line after a list stays',
    '<ul>{% for n in recipient.attributes.l %}<li>{{ n }}</li>{% endfor %}</ul><p>after</p>',
    ' * 1\n * 2\n\nafter',
  ],
  [
    'items of a numbered list are counted',
    '<ol>{% for n in recipient.attributes.l %}<li>{{ n }}</li>{% endfor %}</ol>',
    ' 1. 1\n 2. 2',
  ],
  [
    'an address that is its own text stands once',
    '<a href="{{ mailing.name }}">{{ mailing.name }}</a>',
    'Mailing',
  ],
  ['an empty address leaves no brackets', '<a href="{{ recipient.attributes.no }}">b</a> c', 'b c'],
  ['an address stands behind its text', '<a href="{{ mailing.name }}">b</a> c', 'b [Mailing] c'],
  ['each line of a quote is marked', '<blockquote>{{ recipient.attributes.two }}</blockquote>', '> a b'],
  [
    'a table of a loop has rows',
    '<table>{% tablerow n in recipient.attributes.l cols:1 %}{{ n }}{% endtablerow %}</table>',
    '1\n2',
  ],
  ['what a tag prints is text', '<p>{% echo mailing.name %}</p><p>after</p>', 'Mailing\n\nafter'],
  ['a hidden line for the inbox is left out', '<div style="display: none">x</div><p>y</p>', 'y'],
  ['a script behind a link is left out', '<a href="javascript:go()">y</a>', 'y'],
  [
    'an address is written without spaces',
    '<a href="https://e.org/a б">y</a>',
    'y [https://e.org/a%20%D0%B1]',
  ],
  ['many breaks leave one blank line', '{{ mailing.name }}<br><br>\n<br><br>b', 'Mailing\n\nb'],
  ['depth is no reason to leave text out', `${'<div>'.repeat(250)}deep${'</div>'.repeat(250)}`, 'deep'],
])('%s', (_, body, text) => {
  expect(textOf(body, { l: [1, 2], two: 'a\nb' }).trim()).toBe(text.trim());
});

test('braces that HTML wrote as entities are text', () => {
  expect(textOf('&#123;&#123; mailing.name }} &#123;% if x %}a&#123;% endif %}')).toBe(
    '{{ mailing.name }} {% if x %}a{% endif %}',
  );
  const body = '&#123;&#123; x }} &#123;{{ recipient.attributes.a }} &#123;% if %} &#123;&#123;&#123;';
  expect(textTemplate(body)).not.toBeNull();
  expect(textOf(body, { a: 1 })).toBe('{{ x }} {1 {% if %} {{{');
});

test.each([
  ['a tag in an attribute', '<p class="{% if recipient.attributes.a %}x{% endif %}">y</p>', 'y'],
  ['a tag before the document', '{% assign who = "me" %}<html><body>{{ who }}</body></html>', 'me'],
  [
    'a branch that opens an element',
    '{% if recipient.attributes.a %}<a href="1">{% else %}<a href="2">{% endif %}go</a>',
    'go [2]',
  ],
  ['tags in comments', '<!-- {% if recipient.attributes.a %} -->x<!-- {% endif %} -->y', 'y'],
  ['a value that is HTML', '{{ "<i>b</i> &amp; c" | raw }}', 'b & c'],
  ['raw text', '{% raw %}{{ <b>x</b> }}{% endraw %}', '{{ x }}'],
])('%s is converted after it was filled in', (_, body, text) => {
  expect(textTemplate(body)).toBeNull();
  expect(textOf(body)).toBe(text);
});

test('a text made beforehand has the words of one made afterwards', () => {
  const leaf = fc.constantFrom(
    'word',
    '{{ recipient.attributes.a }}',
    '<br>',
    '<b>bold</b>',
    '</i>',
    '<p>',
    '{% assign x = 1 %}{{ x }}',
  );
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc
        .tuple(fc.constantFrom('p', 'div', 'td', 'b', 'li', 'h2'), tie('node'), tie('node'))
        .map(([name, a, b]) => `<${name}>${a}</${name}> ${b}`),
      fc
        .tuple(fc.constantFrom('yes', 'no'), tie('node'), tie('node'))
        .map(([name, a, b]) => `{% if recipient.attributes.${name} %}${a}{% else %}${b}{% endif %}`),
      tie('node').map((inside) => `{% for n in (1..2) %}${inside}{{ n }}{% endfor %}`),
    ),
  }));
  const attributes = { a: 'value', yes: true };
  const words = (text: string) => text.split(/\s+/).filter(Boolean).join('');
  fc.assert(
    fc.property(node, (body) => {
      const afterwards = htmlToPlainText(liquidAlone(htmlEngine, body, valuesWith(attributes)));
      expect(words(textOf(body, attributes))).toBe(words(afterwards));
    }),
    { numRuns: caseCount },
  );
});

test.each([
  ['open tags', '<a '.repeat(60_000)],
  ['ends of nothing', '</b>'.repeat(60_000)],
  ['elements in elements', '<b>'.repeat(60_000)],
  ['quotes', '<a "<b \''.repeat(30_000)],
  ['comments', '<!--'.repeat(60_000)],
  ['blocks', '{% if true %}a{% endif %}'.repeat(800)],
])('a long row of %s is converted, or refused with a limit', (_, body) => {
  expect(lengthOrLimit(() => textOf(body))).toBeLessThan(body.length);
});

function lengthOrLimit(make: () => string): number {
  try {
    return make().length;
  } catch (error) {
    if (error instanceof RenderError && error.isLimit) return 0;
    throw error;
  }
}
