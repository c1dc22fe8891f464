import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

test('an excerpt is plain text', () => {
  expect(excerptOf('<p>Tom &amp; <strong>Jerry</strong>, &lt;friends&gt;</p>\n<p>Cheese.</p>')).toBe(
    'Tom & Jerry, <friends> Cheese.',
  );
});

test('a long text is cut between words', () => {
  expect(excerptOf('One. Two three', 8)).toBe('One…');
  expect(excerptOf(`<p>${'word '.repeat(100)}</p>`, 22)).toBe('word word word word…');
  expect(excerptOf('x'.repeat(100), 10)).toBe('xxxxx…');
});
