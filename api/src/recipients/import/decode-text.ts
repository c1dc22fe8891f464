import type { Readable } from 'node:stream';

const SAMPLE = 65_536;

/** The text of a file in UTF-8 with or without a BOM, or in Windows-1251 where it is no UTF-8. */
export async function* decodeText(bytes: Readable): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let sample = Buffer.alloc(0);
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    sample = Buffer.concat([sample, chunk]);
    if (sample.length < SAMPLE) continue;
    decoder = new TextDecoder(encodingOf(sample));
    yield decoder.decode(sample, { stream: true });
  }
  decoder ??= new TextDecoder(encodingOf(sample));
  yield sample.length < SAMPLE ? decoder.decode(sample) : decoder.decode();
}

/** A sample may end within a character: its last bytes say nothing. */
function encodingOf(sample: Buffer): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}
