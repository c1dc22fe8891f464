import type { Emitter } from 'liquidjs';
import { RenderError } from './render-error.ts';
import { textOfValue } from './text-of-value.ts';

const MAX_LENGTH = 16 * 1024 * 1024;

/** Collects what Liquid writes, unchanged. */
export class TextEmitter implements Emitter {
  buffer = '';
  readonly #most: number;

  constructor(most = MAX_LENGTH) {
    this.#most = most;
  }

  write(value: unknown): void {
    const text = textOfValue(value);
    if (this.buffer.length + text.length > this.#most)
      throw new RenderError(`size limit exceeded: it may have ${this.#most} characters`, { isLimit: true });
    this.buffer += text;
  }
}
