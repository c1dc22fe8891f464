import type { Emitter } from 'liquidjs';
import { PIECE_WIDTH, type PieceEncoder } from './piece-encoder.ts';
import { RenderError } from './render-error.ts';
import { textOfValue } from './text-of-value.ts';

/** The largest part that a template may fill, in bytes. */
const MAX_PART_BYTES = 16 * 1024 * 1024;

/** Collects what Liquid writes as quoted-printable: pieces joined by soft line breaks, no line over 76 characters. */
export class QuotedPrintableEmitter implements Emitter {
  buffer = '';
  #column = 0;
  readonly #encoder: PieceEncoder;

  constructor(encoder: PieceEncoder) {
    this.#encoder = encoder;
  }

  write(value: unknown): void {
    const text = typeof value === 'string' ? value : textOfValue(value);
    if (text === '') return;
    const { body, first, last, hasBreak } = this.#encoder.encode(text);
    if (this.buffer.length + body.length > MAX_PART_BYTES) {
      throw new RenderError(`size limit exceeded: a part may have ${MAX_PART_BYTES} bytes`, {
        isLimit: true,
      });
    }
    if (this.#column > 0 && this.#column + first > PIECE_WIDTH) {
      this.buffer += '=\r\n';
      this.#column = 0;
    }
    this.buffer += body;
    this.#column = hasBreak ? last : this.#column + last;
  }
}
