import { domainToUnicode } from 'node:url';

/**
 * The addresses seen in a file so far, as 64-bit hashes that take 16 bytes each outside of the heap. In one
 * of hundreds of thousands of large files two addresses may share a hash; then a row is counted as repeated
 * by mistake, and saved all the same.
 */
export class SeenAddresses {
  #slots = new Uint32Array(2048);
  #count = 0;

  /** Adds an address. Returns whether it was there before, ignoring case. */
  add(address: string): boolean {
    const [low, high] = hashOf(address);
    const at = this.#place(low, high);
    if (this.#slots[at] !== 0) return true;
    this.#put(at, low, high);
    if (++this.#count > this.#slots.length / 4) this.#grow();
    return false;
  }

  #put(at: number, low: number, high: number): void {
    this.#slots[at] = low;
    this.#slots[at + 1] = high;
  }

  /** Where a hash is, or would be. */
  #place(low: number, high: number): number {
    const mask = this.#slots.length - 2;
    let at = (high << 1) & mask;
    while (this.#slots[at] !== 0 && (this.#slots[at] !== low || this.#slots[at + 1] !== high))
      at = (at + 2) & mask;
    return at;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      const [low, high] = [old[at]!, old[at + 1]!];
      if (low !== 0) this.#put(this.#place(low, high), low, high);
    }
  }
}

/** Two FNV-1a hashes of the address, lowered as the database does; the first is never 0. */
function hashOf(address: string): [number, number] {
  const text = addressKey(address);
  let [low, high] = [0x811c9dc5, 0x01234567];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 13;
  }
  return [(low | 1) >>> 0, high >>> 0];
}

/** Returns a key that all spellings of one mailbox share, like the database's function address_hash. */
export function addressKey(address: string): string {
  if (/^[\x21\x23-\x7e]*[^.]$/.test(address) && !/xn--/i.test(address)) return address.toLowerCase();
  const at = address.lastIndexOf('@');
  const local = lowered(address.slice(0, at).normalize('NFC')).replace(/^"([^\s"(),:;<>@[\]\\]+)"$/, '$1');
  const domain = address
    .slice(at + 1)
    .normalize('NFKC')
    .replaceAll(/[。｡．]/g, '.')
    .replace(/\.+$/, '');
  return `${local}@${domainToUnicode(domain) || lowered(domain)}`;
}

/** Letter by letter, because the database's lower() has no final sigma and maps one letter to one. */
const lowered = (text: string) =>
  Array.from(text, (letter) => String.fromCodePoint(letter.toLowerCase().codePointAt(0)!)).join('');
