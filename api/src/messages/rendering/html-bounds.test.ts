import { expect, test } from 'vitest';
import { assertBounded } from './html-bounds.ts';
import { RenderError } from './render-error.ts';

const attributes = (count: number) => Array.from({ length: count }, (_, n) => `a${n}="b"`).join(' ');

test.each([
  ['elements', '<br>'.repeat(30_000), '<br>'.repeat(30_001)],
  ['elements in each other', '<i>'.repeat(300), '<i>'.repeat(301)],
  ['attributes of an element', `<i ${attributes(200)}>`, `<i ${attributes(201)}>`],
  ['characters', 'x'.repeat(2_000_000), 'x'.repeat(2_000_001)],
])('so many %s are converted, and not one more', (_name, most, tooMany) => {
  expect(() => assertBounded(most)).not.toThrow();
  expect(() => assertBounded(tooMany)).toThrow(RenderError);
});

test('each element has attributes of its own, and an ended one is not around the next', () => {
  expect(() => assertBounded(`<i ${attributes(3)}>x</i>`.repeat(1000))).not.toThrow();
});
