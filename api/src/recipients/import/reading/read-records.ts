import { lineEnd, MORE, scanRecord, UNCLOSED, type Scan, type Scanned } from './scan-record.ts';

/**
 * A row of a file, with the number of the line on which it begins. Its fields are null if a quote is never
 * closed.
 */
export interface TextRecord {
  line: number;
  fields: string[] | null;
  text: string;
}

/** In a field longer than this many characters, the quote was never closed. */
const REACH = 1_048_576;
/** After this many characters were read twice because of such quotes, a field may only be this long. */
const PATIENCE = 67_108_864;
const SHORT_REACH = 8192;
/** A longer record is not valid, and is not kept in memory until its end. */
const LONGEST = 4 * REACH;
const SHOWN = 10_000;

/**
 * Finds records in text that arrives in pieces, and skips empty ones. Keeps no more than the unfinished
 * record.
 */
export class RecordReader {
  readonly #delimiter: string;
  #rest = '';
  #line: number;
  #readTwice = 0;
  #isSkipping = false;

  constructor({ delimiter, line = 1 }: { delimiter: string; line?: number }) {
    this.#delimiter = delimiter;
    this.#line = line;
  }

  /** Yields the records that end within the text so far. */
  *read(piece: string): Generator<TextRecord> {
    yield* this.#scan({ text: this.#rest + piece, isLast: false });
  }

  /** Yields the last record. */
  *end(): Generator<TextRecord> {
    yield* this.#scan({ text: this.#rest, isLast: true });
  }

  *#scan({ text, isLast }: { text: string; isLast: boolean }): Generator<TextRecord> {
    const scan: Scan = { text, delimiter: this.#delimiter, isLast, reach: REACH };
    let at = this.#isSkipping ? this.#skipped(scan) : 0;
    while (at < text.length) {
      scan.reach = this.#readTwice < PATIENCE ? REACH : SHORT_REACH;
      const found = scanRecord(scan, at);
      if (found === MORE) break;
      const record = found === UNCLOSED ? this.#lostLine(scan, at) : found;
      if (!record) break;
      const { fields } = record;
      if (!fields || !fields.every(isEmpty)) {
        yield { line: this.#line, fields, text: withoutBreak(text.slice(at, record.end)) };
      }
      this.#line += record.lines;
      at = record.end;
    }
    if (text.length - at > LONGEST) {
      yield { line: this.#line, fields: null, text: text.slice(at, at + SHOWN) };
      this.#isSkipping = true;
      at = text.length;
    }
    this.#rest = text.slice(at);
  }

  /** The end of the record that was too long. */
  #skipped(scan: Scan): number {
    const line = lineEnd(scan, 0);
    if (!line) return scan.text.length;
    this.#isSkipping = false;
    this.#line++;
    return line.next;
  }

  /** The line that is lost to an unclosed quote. */
  #lostLine(scan: Scan, from: number): (Omit<Scanned, 'fields'> & { fields: null }) | null {
    const line = lineEnd(scan, from);
    if (!line) return null;
    this.#readTwice += Math.min(scan.reach, scan.text.length - from);
    return { fields: null, end: line.next, lines: 1 };
  }
}

const isEmpty = (field: string) => field === '' || field.trim() === '';
const withoutBreak = (text: string) => text.replace(/(?:\r\n|\r|\n)$/, '');
