import type { Emitter } from 'liquidjs';
import { PIECE_WIDTH, type PieceEncoder } from './piece-encoder.ts';
import { RenderError } from './render-error.ts';
import { textOfValue } from './text-of-value.ts';

/** The largest part that a template may produce, in bytes. */
export const MOST_PART_BYTES = 16 * 1024 * 1024;

/**
 * Collects what Liquid writes as quoted-printable: pieces joined by soft line breaks, no line over 76
 * characters.
 */
export class QuotedPrintableEmitter implements Emitter {
  buffer = '';
  #column = 0;
  readonly #encoder: PieceEncoder;
  readonly #most: number;

  constructor(encoder: PieceEncoder, most = MOST_PART_BYTES) {
    this.#encoder = encoder;
    this.#most = most;
  }

  write(value: unknown): void {
    const text = typeof value === 'string' ? value : textOfValue(value);
    if (text === '') return;
    // Checked before encoding, which takes longer than checking the length.
    this.#assertRoom(text.length);
    const { body, first, last, hasBreak } = this.#encoder.encode(text);
    this.#assertRoom(body.length);
    if (this.#column > 0 && this.#column + first > PIECE_WIDTH) {
      this.buffer += '=\r\n';
      this.#column = 0;
    }
    this.buffer += body;
    this.#column = hasBreak ? last : this.#column + last;
  }

  #assertRoom(more: number): void {
    if (this.buffer.length + more <= this.#most) return;
    throw new RenderError(`size limit exceeded: a part may have ${this.#most} bytes`, { isLimit: true });
  }
}
