import { expect, test } from 'vitest';
import { bodyWords } from './body-words.ts';

test('shows what a reader will see, without tags, styles and comments', () => {
  const body =
    '<style>p { color: red }</style><!-- for us -->\n<h1>Hello {{ recipient.fullName | default: "friend" }}</h1><p>It&nbsp;works</p>';
  expect(bodyWords(body)).toBe('Hello ⟨Full name⟩\nIt works');
});

test('ends soon, whatever is not closed', () => {
  expect(bodyWords('<style>'.repeat(20_000)).length).toBeLessThanOrEqual(4000);
});
