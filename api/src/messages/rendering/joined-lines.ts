import type { Emitter } from 'liquidjs';
import { textOfValue } from './text-of-value.ts';

const CR = 13;

/**
 * Passes on what Liquid writes, with each line end whole: a value may end in the CR of a line end whose LF is
 * the template's, and encoded apart they would be two.
 */
export class JoinedLines implements Emitter {
  readonly #into: Emitter;
  /** The last text ended in a CR, which has not been passed on. */
  #holdsEnd = false;

  constructor(into: Emitter) {
    this.#into = into;
  }

  get buffer(): string {
    return this.#into.buffer;
  }

  write(value: unknown): void {
    const text = typeof value === 'string' ? value : textOfValue(value);
    if (text === '') return;
    if (this.#holdsEnd && !/^\r?\n/.test(text)) this.#into.write('\r\n');
    this.#holdsEnd = text.charCodeAt(text.length - 1) === CR;
    this.#into.write(this.#holdsEnd ? text.slice(0, -1) : text);
  }

  /** Passes on what it still holds; nothing is written afterwards. */
  end(): void {
    if (this.#holdsEnd) this.#into.write('\r\n');
    this.#holdsEnd = false;
  }
}
