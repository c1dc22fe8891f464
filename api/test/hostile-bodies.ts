import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

export type Body = [name: string, bytes: Buffer];

export const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** A PNG that says to have so many pixels on each side, and has one. */
async function bomb(side: number): Promise<Buffer> {
  const create = { width: 1, height: 1, channels: 3, background: 'red' } as const;
  const png = await sharp({ create }).png().toBuffer();
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

/** Bodies that are no picture, no JSON and no text, or only nearly. */
export async function hostileBodies(): Promise<Body[]> {
  const create = { width: 400, height: 300, channels: 3, background: 'red' } as const;
  const picture = await sharp({ create }).jpeg().toBuffer();
  return [
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['half a picture', picture.subarray(0, picture.length / 2)],
    ['the beginning of a picture', picture.subarray(0, 12)],
    ['a picture of a billion pixels', await bomb(32_000)],
    ['a picture of more pixels than numbers', await bomb(0x7fffffff)],
    [
      'a drawing with an entity',
      Buffer.from('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'),
    ],
    ['packed zeros', deflateSync(Buffer.alloc(4_000_000))],
    ['NULs', Buffer.alloc(50_000)],
    ['many brackets', Buffer.from(deep(25_000))],
    ['broken UTF-8', Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x00])],
    ['a page', Buffer.from('<script>alert(1)</script>')],
  ];
}
