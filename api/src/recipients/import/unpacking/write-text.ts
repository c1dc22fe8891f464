import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { CannotUnpack } from './unpacked.ts';

/** A text file with a limit on its size. */
export class TextFile {
  readonly #file: WriteStream;
  readonly #most: number;
  #size = 0;
  #waiting = '';
  #isFull = false;

  constructor(path: string, most: number) {
    this.#file = createWriteStream(path);
    this.#most = most;
  }

  write(part: string | Buffer): void {
    this.#size += part.length;
    if (this.#size > this.#most) throw new CannotUnpack('UPLOAD_UNPACKED_TOO_LARGE');
    if (typeof part === 'string') this.#waiting += part;
    else this.#isFull = !this.#file.write(part);
  }

  /** Waits until the disk has caught up. */
  async flush(): Promise<void> {
    if (this.#waiting !== '') this.#isFull = !this.#file.write(this.#waiting);
    this.#waiting = '';
    if (this.#isFull) await once(this.#file, 'drain');
    this.#isFull = false;
  }

  async end(): Promise<void> {
    await this.flush();
    this.#file.end();
    await finished(this.#file);
  }
}
