import type { ImportSettings } from '../import-settings.ts';
import { columnsOf, type Batch } from './batch.ts';
import { listed } from './find-layout.ts';
import { textDecoding, type TextDecoding } from './decode-text.ts';
import { RowReader, type Person, type Remark } from './read-person.ts';
import { RecordReader, type TextRecord } from './read-records.ts';
import { addressKey, SeenAddresses } from './seen-addresses.ts';

const ROWS = 10_000;
/**
 * Characters of rows in memory at once, whatever their number: on the way to the database each is copied many
 * times.
 */
const MOST_TEXT = 1_048_576;
/**
 * Characters of titles, which are repeated beside their values: rows of many short values under long titles
 * grow by them.
 */
const MOST_TITLES = 4 * MOST_TEXT;
const LONGEST_SHOWN = 100_000;

/**
 * Splits the rows of a file into batches as its bytes arrive, always at the same places. Skips the first
 * `done` rows, but remembers what later rows depend on.
 */
export class BatchReader {
  readonly #decoder: TextDecoding;
  readonly #reader: RecordReader;
  readonly #collector: Collector;
  #skip: number;
  #isTitled: boolean;
  #bytesRead = 0;
  #place = 0;
  readonly #isList: boolean;

  constructor(settings: ImportSettings, done: number) {
    const { encoding, delimiter, line, hasHeader, skip, isList = false } = settings;
    this.#decoder = textDecoding(encoding);
    this.#reader = new RecordReader({ delimiter, line });
    this.#collector = new Collector(settings, done);
    this.#skip = skip;
    this.#isTitled = !hasHeader;
    this.#isList = isList;
  }

  /** Yields the batches that the next bytes complete. */
  *read(bytes: Uint8Array): Generator<Batch> {
    this.#bytesRead += bytes.length;
    yield* this.#add(this.#records(this.#decoder.write(bytes)));
  }

  /** Yields what is left. */
  *end(): Generator<Batch> {
    yield* this.#add(this.#records(this.#decoder.end()));
    yield* this.#add(this.#reader.end());
    if (this.#collector.size > 0) yield this.#collector.take(this.#bytesRead);
  }

  #records(text: string): Iterable<TextRecord> {
    const begin = Math.min(this.#skip, text.length);
    this.#skip -= begin;
    return this.#reader.read(text.slice(begin));
  }

  *#add(records: Iterable<TextRecord>): Generator<Batch> {
    for (const record of records) {
      // In a list, remarks name the place of an address, because its line has others.
      for (const row of this.#isList ? listed(record) : [record]) {
        if (this.#isList) row.line = ++this.#place;
        if (this.#isTitled && this.#collector.add(row)) yield this.#collector.take(this.#bytesRead);
      }
      this.#isTitled = true;
    }
  }
}

class Collector {
  readonly #settings: ImportSettings;
  readonly #rows: RowReader;
  readonly #seen = new SeenAddresses();
  #toSkip: number;
  #repeated = new Map<string, Person>();
  readonly #titles: number;
  #text = 0;
  #batch = emptyBatch();

  constructor(settings: ImportSettings, done: number) {
    this.#settings = settings;
    this.#rows = new RowReader(settings.columns, settings.refusals);
    this.#toSkip = done;
    this.#titles = settings.columns.reduce((sum, { attribute }) => sum + attribute.length, 0);
  }

  get size(): number {
    return this.#batch.rows;
  }

  /** Adds a row. Returns whether the batch is full. */
  add(record: TextRecord): boolean {
    const { person, remark } = this.#rows.read(record);
    const isRepeated = person !== null && this.#seen.add(person.email);
    if (this.#toSkip > 0) {
      this.#toSkip--;
      return false;
    }
    const batch = this.#batch;
    batch.rows++;
    this.#text += record.text.length;
    if (remark) batch.remarks.push(remark);
    if (!person) batch.rejected++;
    else if (isRepeated) this.#repeat(person);
    else batch.people.push(person);
    return batch.rows === ROWS || this.#text > MOST_TEXT || batch.rows * this.#titles > MOST_TITLES;
  }

  take(bytesRead: number): Batch {
    const { people, remarks, ...counts } = this.#batch;
    const repeated = columnsOf([...this.#repeated.values()]);
    const remarked = { remarks: jsonOf(remarks), remarkCount: remarks.length };
    const batch = { ...counts, ...remarked, people: columnsOf(people), repeated, bytesRead };
    this.#batch = emptyBatch();
    this.#repeated = new Map();
    this.#text = 0;
    return batch;
  }

  /** Merges successive rows with the same address. */
  #repeat(person: Person): void {
    this.#batch.repeatedRows++;
    const key = addressKey(person.email);
    const before = this.#repeated.get(key);
    this.#repeated.set(key, before ? this.#merged(before, person) : person);
  }

  #merged(before: Person, after: Person): Person {
    const refusal = after.refusal ?? before.refusal;
    if (this.#settings.onConflict === 'SKIP') return { ...before, refusal };
    if (this.#settings.blanks === 'REPLACE') return { ...after, refusal };
    return {
      ...after,
      fullName: after.fullName || before.fullName,
      comment: after.comment || before.comment,
      attributes: Object.assign(Object.create(null), before.attributes, after.attributes),
      refusal,
    };
  }
}

const emptyBatch = () => ({
  rows: 0,
  rejected: 0,
  people: [] as Person[],
  repeatedRows: 0,
  remarks: [] as Remark[],
});

/** Serialises remarks without characters that PostgreSQL cannot store. */
function jsonOf(remarks: Remark[]): string | null {
  if (remarks.length === 0) return null;
  const shown = (text: string) => text.replaceAll('\0', '').slice(0, LONGEST_SHOWN).toWellFormed();
  return JSON.stringify(remarks.map((remark) => ({ ...remark, text: shown(remark.text) })));
}
