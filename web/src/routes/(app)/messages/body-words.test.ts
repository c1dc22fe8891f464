import { expect, test } from 'vitest';
import { bodyWords } from './body-words.ts';

test('shows what a reader will see, without tags, styles and comments', () => {
  const body =
    '<style>p { color: red }</style><!-- for us -->\n<h1>Hello {{ recipient.fullName | default: "friend" }}</h1><p>It&nbsp;works</p>';
  expect(bodyWords(body)).toBe('Hello ⟨Full name⟩\nIt works');
});

test.each(['<style>', '<title>', '<!--', '<a href="', '{% if '])(
  '%s that is not closed hides the rest',
  (opening) => {
    expect(bodyWords(`<p>Hello</p>${opening}one ${opening}two`)).toBe('Hello');
  },
);
