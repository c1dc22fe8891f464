import iconv from 'iconv-lite';
import { iconvName, type Encoding } from './detect-encoding.ts';

/** The text of bytes as they come, without a byte order mark; what is no character of the encoding becomes U+FFFD. */
export async function* decodeText(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  let isFirst = true;
  for await (const chunk of bytes) {
    const text = decoder.write(chunk);
    if (text === '') continue;
    yield isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text;
    isFirst = false;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}

interface Decoder {
  write(chunk: Buffer): string;
  end(): string | undefined;
}

function decoderOf(encoding: Encoding): Decoder {
  if (!encoding.startsWith('UTF')) return iconv.getDecoder(iconvName(encoding));
  // The platform's own is several times as fast.
  const decoder = new TextDecoder(encoding);
  return { write: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}
