// A longer reply is invalid: RFC 5321, section 4.5.3.1.5 allows 512 bytes a line.
const MOST = 65_536;

/** Splits what a server sends into replies (RFC 5321, section 4.2.1). */
export class ReplyReader {
  /** The beginning of a line. */
  #rest = '';
  /** The lines so far of a multi-line reply. */
  #lines = '';

  /**
   * Returns the replies that a piece completes, their lines joined with LF. Throws if a reply does not end.
   */
  read(piece: Buffer): string[] {
    this.#rest += piece.toString('latin1');
    const replies: string[] = [];
    // A piece without a line end is kept unsearched, because many small ones would take quadratic time.
    if (piece.includes(LF)) {
      const lines = this.#rest.split('\n');
      this.#rest = lines.pop()!;
      for (const line of lines) this.#take(line.endsWith('\r') ? line.slice(0, -1) : line, replies);
    }
    if (this.#rest.length + this.#lines.length > MOST) throw new Error('The reply does not end');
    return replies;
  }

  #take(line: string, replies: string[]): void {
    const soFar = this.#lines === '' ? line : `${this.#lines}\n${line}`;
    const isContinued = /^\d{3}-/.test(line);
    this.#lines = isContinued && soFar.length <= MOST ? soFar : '';
    if (!isContinued) replies.push(decoded(soFar));
    else if (this.#lines === '') throw new Error('The reply does not end');
  }
}

const LF = 0x0a;

// Servers write UTF-8 (RFC 6531); decodes what was read byte by byte.
const decoded = (bytes: string) =>
  /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
