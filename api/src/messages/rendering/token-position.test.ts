import { expect, test } from 'vitest';
import { placeAt } from './token-position.ts';

test('a position is that of its own text, also when texts are looked at in turn', () => {
  const [one, other] = ['ab\ncd\n\nef', 'abcd\nef'];
  const places = [0, 3, 6, 8].map((offset) => [placeAt(one, offset), placeAt(other, Math.min(offset, 6))]);
  expect(places).toEqual([
    [
      [1, 1],
      [1, 1],
    ],
    [
      [2, 1],
      [1, 4],
    ],
    [
      [3, 1],
      [2, 2],
    ],
    [
      [4, 2],
      [2, 2],
    ],
  ]);
});
