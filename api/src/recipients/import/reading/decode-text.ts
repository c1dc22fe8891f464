import iconv from 'iconv-lite';
import { iconvName, type Encoding } from './encoding-names.ts';

/** Decodes bytes as they arrive. */
export interface TextDecoding {
  write(chunk: Uint8Array): string;
  end(): string;
}

/** Decodes without a byte order mark. Bytes that are invalid in the encoding become U+FFFD. */
export function textDecoding(encoding: Encoding): TextDecoding {
  const decoder = decoderOf(encoding);
  let isFirst = true;
  return {
    write(chunk) {
      const text = decoder.write(chunk);
      const isMarked = isFirst && text.startsWith('\uFEFF');
      isFirst &&= text === '';
      return isMarked ? text.slice(1) : text;
    },
    end: () => decoder.end(),
  };
}

function decoderOf(encoding: Encoding): TextDecoding {
  if (!encoding.startsWith('UTF')) {
    const decoder = iconv.getDecoder(iconvName(encoding));
    return {
      write: ({ buffer, byteOffset, byteLength }) =>
        decoder.write(Buffer.from(buffer, byteOffset, byteLength)),
      end: () => decoder.end() ?? '',
    };
  }
  // The platform's own decoder is several times as fast.
  const decoder = new TextDecoder(encoding);
  return { write: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}
