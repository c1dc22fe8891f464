import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

async function decoded(bytes: Buffer, size = bytes.length || 1): Promise<string> {
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  let text = '';
  for await (const piece of decodeText(Readable.from(chunks))) text += piece;
  return text;
}

const TEXT = 'email;имя\nanna@example.com;Анна Каренина\n';
/** Cyrillic letters as Windows-1251 has them. */
const cp1251 = (text: string) =>
  Buffer.from(
    [...text].map((sign) => {
      const code = sign.codePointAt(0)!;
      return code < 128 ? code : code - 0x410 + 0xc0;
    }),
  );

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['Windows-1251', cp1251(TEXT)],
])('%s is recognised, in whatever pieces it comes', async (_name, bytes) => {
  for (const size of [1, 2, 3, 7, 1000]) expect(await decoded(bytes, size)).toBe(TEXT);
});

test('large files are read as they come', async () => {
  const text = TEXT.repeat(5000);
  for (const size of [65_535, 65_536, 65_537, 100_000]) {
    expect(await decoded(Buffer.from(text), size)).toBe(text);
    expect(await decoded(cp1251(text), size)).toBe(text);
  }
});

test('a sample that ends within a character is UTF-8 all the same', async () => {
  const text = `${'x'.repeat(65_535)}я${'y'.repeat(10)}`;
  expect(await decoded(Buffer.from(text), 65_536)).toBe(text);
});

test('an empty file is empty', async () => {
  expect(await decoded(Buffer.alloc(0))).toBe('');
});
