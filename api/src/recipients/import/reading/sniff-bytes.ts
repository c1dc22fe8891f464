import { detectEncoding } from './detect-encoding.ts';
import type { Encoding } from './encoding-names.ts';

/** What can be told from a file's bytes. */
interface Sniffed {
  /** One encoding if it can be determined, several if a person has to choose, none if nothing fits. */
  encodings: Encoding[];
  /** The file is not a text: a workbook, an archive, a picture. */
  isBinary: boolean;
}

/** Pages that are called .xls, XML, RTF, JSON, and address books as vCard or LDIF: text, but no table. */
const MARKUP =
  /^\s*(?:begin:vcard\b|(?:version: 1\s+)?dn::? |<(?:!doctype|\?xml|html|head|body|meta|style|table|workbook)\b|\{\\rtf|[[{]\s*[[{"])/i;
const SAMPLE = 8192;
const QUICK = 4096;

/**
 * Examines a whole file as it passes by, because a single accent after a megabyte of ASCII may be all that
 * identifies the encoding. Keeps no more than a sample of the words beyond ASCII.
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
    const words = Buffer.concat(this.#words);
    return { encodings: isMostlyUtf8(words) ? ['UTF-8'] : detectEncoding(words), isBinary: false };
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

/** Returns the words that distinguish encodings, one to a line: ASCII is the same in most of them. */
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

/**
 * Whether bytes are UTF-8 but for some that are broken, as in a file that was cut within a character, or to
 * which another program added a line. Text in other encodings has next to no valid sequences. A guess at
 * another encoding would garble everybody; this way, the broken rows are told.
 */
function isMostlyUtf8(words: Buffer): boolean {
  const beyond = words.toString('utf8').match(/[^\p{ASCII}]/gu) ?? [];
  const broken = beyond.filter((character) => character === '\uFFFD').length;
  return beyond.length - broken > broken * 2;
}

const isBeyond = (byte: number) => byte >= 0x80;
/**
 * Letters, and what is between the words of a name. A byte of a two-byte character may be anything from @ on.
 */
const isOfWord = (byte: number) => byte >= 0x40 || byte === 0x20 || byte === 0x27 || byte === 0x2d;

function markOf(begin: Buffer): Encoding | null {
  if (begin[0] === 0xef && begin[1] === 0xbb && begin[2] === 0xbf) return 'UTF-8';
  if (begin[0] === 0xff && begin[1] === 0xfe) return 'UTF-16LE';
  return begin[0] === 0xfe && begin[1] === 0xff ? 'UTF-16BE' : null;
}

/**
 * Detects UTF-16 without a byte order mark: line ends, commas and addresses have a zero in every second byte.
 */
function wideOf(begin: Buffer): Encoding | null {
  const zeros = [0, 0];
  begin.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]!++;
  });
  const [even, odd] = zeros as [number, number];
  if (odd > begin.length / 8 && odd > even * 8) return 'UTF-16LE';
  return even > begin.length / 8 && even > odd * 8 ? 'UTF-16BE' : null;
}

/**
 * Recognises archives, workbooks (also from before 2007), pictures and documents; text never contains NUL.
 */
function isBinary(begin: Buffer): boolean {
  const magic = ['504b0304', 'd0cf11e0', '1f8b', '25504446', '89504e47', 'ffd8ff', '377abcaf', '52617221'];
  const start = begin.subarray(0, 4).toString('hex');
  return (
    begin.includes(0) ||
    magic.some((known) => start.startsWith(known)) ||
    MARKUP.test(begin.toString('latin1'))
  );
}
