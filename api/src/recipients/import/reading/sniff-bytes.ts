import { detectEncoding, type Encoding } from './detect-encoding.ts';

/** What the bytes of a file say of themselves. */
interface Sniffed {
  /** One where they tell it; several that somebody has to choose from; none where nothing fits. */
  encodings: Encoding[];
  /** It is no text: a workbook, an archive, a picture. */
  isBinary: boolean;
}

const SAMPLE = 8192;
const QUICK = 4096;

/**
 * Looks at a whole file as it passes by: a file that is ASCII for its first megabyte and has one accent after it is told
 * by that accent. Keeps no more than a sample of its words beyond ASCII.
 */
export class ByteSniffer {
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #isUtf8 = true;
  #begin = Buffer.alloc(0);
  #words: Buffer[] = [];
  #sampled = 0;

  look(chunk: Buffer): void {
    if (this.#begin.length < QUICK) {
      this.#begin = Buffer.concat([this.#begin, chunk.subarray(0, QUICK - this.#begin.length)]);
    }
    this.#isUtf8 &&= this.#staysUtf8(chunk);
    if (this.#sampled < SAMPLE) this.#sample(chunk);
  }

  end(): Sniffed {
    const marked = markOf(this.#begin);
    if (marked) return { encodings: [marked], isBinary: false };
    const wide = wideOf(this.#begin);
    if (wide) return { encodings: [wide], isBinary: false };
    if (isBinary(this.#begin)) return { encodings: [], isBinary: true };
    if (this.#isUtf8 && this.#endsWhole()) return { encodings: ['UTF-8'], isBinary: false };
    return { encodings: detectEncoding(Buffer.concat(this.#words)), isBinary: false };
  }

  #staysUtf8(chunk: Buffer): boolean {
    try {
      this.#utf8.decode(chunk, { stream: true });
      return true;
    } catch {
      return false;
    }
  }

  #endsWhole(): boolean {
    try {
      this.#utf8.decode();
      return true;
    } catch {
      return false;
    }
  }

  #sample(chunk: Buffer): void {
    const words = wordsBeyondAscii(chunk, SAMPLE - this.#sampled);
    if (words.length === 0) return;
    this.#words.push(words);
    this.#sampled += words.length;
  }
}

/** The words that tell encodings apart, a line each: what is in ASCII is the same in most of them. */
export function wordsBeyondAscii(bytes: Buffer, most = SAMPLE): Buffer {
  const words: Buffer[] = [];
  let size = 0;
  for (let at = bytes.findIndex(isBeyond); at >= 0 && size < most;) {
    let [from, to] = [at, at + 1];
    while (from > 0 && isOfWord(bytes[from - 1]!)) from--;
    while (to < bytes.length && isOfWord(bytes[to]!)) to++;
    words.push(bytes.subarray(from, to), Buffer.from('\n'));
    size += to - from + 1;
    const next = bytes.subarray(to).findIndex(isBeyond);
    at = next < 0 ? -1 : to + next;
  }
  return Buffer.concat(words);
}

const isBeyond = (byte: number) => byte >= 0x80;
/** Letters, and what stands between the words of a name; bytes of two-byte characters may be any from @ on. */
const isOfWord = (byte: number) => byte >= 0x40 || byte === 0x20 || byte === 0x27 || byte === 0x2d;

function markOf(begin: Buffer): Encoding | null {
  if (begin[0] === 0xef && begin[1] === 0xbb && begin[2] === 0xbf) return 'UTF-8';
  if (begin[0] === 0xff && begin[1] === 0xfe) return 'UTF-16LE';
  return begin[0] === 0xfe && begin[1] === 0xff ? 'UTF-16BE' : null;
}

/** UTF-16 without a mark: line ends, commas and addresses have a zero in every second byte. */
function wideOf(begin: Buffer): Encoding | null {
  const zeros = [0, 0];
  begin.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]!++;
  });
  const [even, odd] = zeros as [number, number];
  if (odd > begin.length / 8 && odd > even * 8) return 'UTF-16LE';
  return even > begin.length / 8 && even > odd * 8 ? 'UTF-16BE' : null;
}

/** Archives and workbooks (also those of before 2007), pictures, documents; NUL stands in no text. */
function isBinary(begin: Buffer): boolean {
  const magic = ['504b0304', 'd0cf11e0', '1f8b', '25504446', '89504e47', 'ffd8ff', '377abcaf', '52617221'];
  const start = begin.subarray(0, 4).toString('hex');
  return begin.includes(0) || magic.some((known) => start.startsWith(known));
}
