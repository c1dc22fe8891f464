import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReplyReader } from './reply-reader.ts';

const line = fc.constantFrom(
  '250 fine',
  '250-more',
  '250-',
  '250',
  '',
  'what?',
  '550-5.1.1 nobody',
  '354 go',
  '250 привет',
);

test('replies are the same in whatever pieces they come', () => {
  fc.assert(
    fc.property(
      fc.array(line),
      fc.constantFrom('\r\n', '\n'),
      fc.array(fc.nat({ max: 12 })),
      (lines, lineEnd, sizes) => {
        const bytes = Buffer.from([...lines, '250 last', ''].join(lineEnd));
        const whole = new ReplyReader().read(bytes);
        const reader = new ReplyReader();
        const pieces: string[] = [];
        let at = 0;
        for (const size of [...sizes, bytes.length]) {
          pieces.push(...reader.read(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(pieces).toEqual(whole);
        expect(whole.at(-1)).toContain('250 last');
      },
    ),
  );
});

test('the lines of a reply are joined, and each reply stands alone', () => {
  const reader = new ReplyReader();
  expect(reader.read(Buffer.from('250-one\r\n250-two\r\n250 three\r\n354 go'))).toEqual([
    '250-one\n250-two\n250 three',
  ]);
  expect(reader.read(Buffer.from(' on\r\n'))).toEqual(['354 go on']);
});

test.each(['250-and\r\n', 'x', '250-'])('a reply that never ends, of %j, is given up', (piece) => {
  const reader = new ReplyReader();
  expect(() => {
    for (let n = 0; n < 100_000; n++) reader.read(Buffer.from(piece));
  }).toThrow('The reply does not end');
});
