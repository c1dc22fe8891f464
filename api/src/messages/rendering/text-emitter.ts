import type { Emitter } from 'liquidjs';
import { RenderError } from './render-error.ts';
import { textOfValue } from './text-of-value.ts';

const MAX_LENGTH = 16 * 1024 * 1024;

/** Collects what Liquid writes as it is. */
export class TextEmitter implements Emitter {
  buffer = '';

  write(value: unknown): void {
    this.buffer += textOfValue(value);
    if (this.buffer.length > MAX_LENGTH) throw new RenderError('size limit exceeded', { isLimit: true });
  }
}
