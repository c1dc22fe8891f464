import { quotedPrintable } from '../../platform/mime/quoted-printable.ts';
import { withCrlf } from './with-crlf.ts';

/** One less than the 76 of RFC 2045, for the `=` of a soft line break between two pieces. */
export const PIECE_WIDTH = 75;
// ASCII that needs no encoding: no `=`, no white space at an end, no line break.
const LITERAL = /^[\x21-\x3c\x3e-\x7e](?:[\x20-\x3c\x3e-\x7e]*[\x21-\x3c\x3e-\x7e])?$/;
// How many recent values are remembered: those that a mail repeats and that mails share, such as the sender's
// name or a city.
const MOST_RECENT = 256;
const LONGEST_RECENT = 200;

/** Quoted-printable text, and the lengths that joining needs: of its first and last line. */
interface EncodedPiece {
  body: string;
  first: number;
  last: number;
  hasBreak: boolean;
}

/**
 * Encodes texts separately, so that they can be joined later. The given texts are encoded once for all mails.
 */
export class PieceEncoder {
  readonly #known: Map<string, EncodedPiece>;
  readonly #recent = new Map<string, EncodedPiece>();

  constructor(statics: Iterable<string>) {
    this.#known = new Map([...statics].map((text) => [text, encodePiece(text)]));
  }

  encode(text: string): EncodedPiece {
    const found = this.#known.get(text) ?? this.#recent.get(text);
    if (found !== undefined) return found;
    const piece = encodePiece(text);
    if (text.length <= LONGEST_RECENT) {
      if (this.#recent.size >= MOST_RECENT) this.#recent.clear();
      this.#recent.set(text, piece);
    }
    return piece;
  }
}

function encodePiece(text: string): EncodedPiece {
  if (text.length <= PIECE_WIDTH && LITERAL.test(text)) {
    return { body: text, first: text.length, last: text.length, hasBreak: false };
  }
  const body = quotedPrintable(withCrlf(text), PIECE_WIDTH);
  const end = body.indexOf('\r\n');
  if (end < 0) return { body, first: body.length, last: body.length, hasBreak: false };
  return { body, first: end, last: body.length - body.lastIndexOf('\r\n') - 2, hasBreak: true };
}
