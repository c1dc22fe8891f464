import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLiquid, tokensOf } from './tokens.ts';

const fragments = [
  '<',
  '>',
  '<!--',
  '-->',
  '<style>',
  '</style>',
  '<script',
  '{{',
  '}}',
  '{%',
  '%}',
  '"',
  "'",
  '<td ',
  ' ',
  'x',
  'İ',
  '<a {{x}}',
  '<a "',
  '{{ x',
  '<style',
  '</td>{{',
  '{{x}} ',
];

test('the pieces of any HTML are the HTML', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments)), (pieces) => {
      const html = pieces.join('');
      expect(
        tokensOf(html)
          .map(({ text }) => text)
          .join(''),
      ).toBe(html);
      expect(splitLiquid(html).join('')).toBe(html);
    }),
  );
});

test('tags, comments, style sheets and placeholders are told apart', () => {
  const html = `<p title="a > {{ "x>" }}">A {{ x | default: "<b>" }}</p><!-- <i> --><STYLE>p > a {}</style >end {{ x`;
  expect(tokensOf(html).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    `TAG <p title="a > {{ "x>" }}">`,
    'TEXT A ',
    'PLACEHOLDER {{ x | default: "<b>" }}',
    'TAG </p>',
    'COMMENT <!-- <i> -->',
    'STYLE <STYLE>p > a {}</style >',
    'TEXT end {{ x',
  ]);
});

test('braces that are not closed stay text, also before a placeholder', () => {
  expect(tokensOf('a {{ b</p>{{ c }}').map(({ kind }) => kind)).toEqual(['TEXT', 'TAG', 'PLACEHOLDER']);
  expect(splitLiquid('a {{ b }} {% c %} { d {{ e')).toEqual(['a ', '{{ b }}', ' ', '{% c %}', ' { d {{ e']);
});

// Rescanning everything for each fragment would take minutes, and exceed the test's timeout.
test.each(fragments)('a megabyte of %j is read', (fragment) => {
  const html = fragment.repeat(Math.ceil(1_000_000 / fragment.length));
  expect(tokensOf(html).reduce((sum, { text }) => sum + text.length, 0)).toBe(html.length);
  expect(splitLiquid(html).join('').length).toBe(html.length);
});
