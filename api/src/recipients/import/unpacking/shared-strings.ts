import type { Archive } from './open-archive.ts';
import { readXml } from './read-xml.ts';
import { TextCollector } from './text-collector.ts';
import { CannotUnpack } from './unpacked.ts';

const MOST_BYTES = 256 * 1024 * 1024;
const MOST_STRINGS = 10_000_000;

/** The shared texts of a workbook, which cells refer to by number; stored outside of the heap. */
export class SharedStrings {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #ends = new Uint32Array(1 << 14);
  #count = 0;

  add(text: string): void {
    const from = this.#count === 0 ? 0 : this.#ends[this.#count - 1]!;
    const size = Buffer.byteLength(text);
    if (from + size > MOST_BYTES || this.#count === MOST_STRINGS)
      throw new CannotUnpack('UPLOAD_UNPACKED_TOO_LARGE');
    this.#makeRoom(from + size);
    this.#bytes.write(text, from);
    this.#ends[this.#count++] = from + size;
  }

  /** Returns the text, or an empty one for an unknown number. */
  get(index: number): string {
    if (!(index >= 0 && index < this.#count)) return '';
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }

  #makeRoom(size: number): void {
    if (size > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(size, this.#bytes.length * 2));
      this.#bytes.copy(larger);
      this.#bytes = larger;
    }
    if (this.#count < this.#ends.length) return;
    const more = new Uint32Array(this.#ends.length * 2);
    more.set(this.#ends);
    this.#ends = more;
  }
}

export async function readSharedStrings(archive: Archive, path: string | null): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (path === null) return strings;
  const collector = new TextCollector();
  await readXml(await archive.open(path), {
    open(name) {
      if (name === 'si') collector.begin();
      else collector.open(name);
    },
    text: (text) => collector.add(text),
    close(name) {
      if (name === 'si') strings.add(collector.end());
      else collector.close(name);
    },
  });
  return strings;
}
