// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { hasTags, htmlOf, isMjml, textOf } from './convert-body.ts';

const html = `<style>p { color: red }</style>
<div><p>Hello {{ recipient.fullName | default: "friend" }},</p>
<ul><li>one</li><li>two &amp; three</li></ul>
<p>Read <a href="https://example.com/a?b=1&amp;c=2">more</a>.<br>Bye</p>
<p><a href="{{ unsubscribeUrl }}">Unsubscribe</a></p></div>`;

test('an HTML body becomes a text that people can read, placeholders included', () => {
  expect(textOf(html)).toBe(
    [
      'Hello {{ recipient.fullName | default: "friend" }},',
      '',
      '- one',
      '',
      '- two & three',
      '',
      'Read more: https://example.com/a?b=1&c=2.',
      'Bye',
      '',
      'Unsubscribe: {{ unsubscribeUrl }}',
    ].join('\n'),
  );
});

test('a text becomes HTML that shows the same', () => {
  const text = 'Dear {{ recipient.fullName | default: "<you>" }},\n1 < 2 & 3\n\nBye';
  expect(htmlOf(text)).toBe(
    '<p>Dear {{ recipient.fullName | default: "<you>" }},<br>\n1 &lt; 2 &amp; 3</p>\n\n<p>Bye</p>',
  );
});

test.each([
  ['<p>Hello', true],
  ['see </div>', true],
  ['1 < 2 and 3 > 2', false],
  ['{{ recipient.email }}', false],
])('%s holds tags: %s', (text, expected) => {
  expect(hasTags(text)).toBe(expected);
});

test('MJML is told from HTML', () => {
  expect(isMjml('<?xml version="1.0"?>\n<!-- ours -->\n<mjml lang="en"><mj-body/></mjml>')).toBe(true);
  for (const body of [html, '<p>About &lt;mjml></p><mjml>', '<mjmlike>', ''])
    expect(isMjml(body)).toBe(false);
});

test('comments before something else take no longer the more there are', () => {
  expect(isMjml('<!-- a -->\n'.repeat(20_000))).toBe(false);
  expect(isMjml(`${'<!-- a -->\n'.repeat(20_000)}<mjml>`)).toBe(true);
});
