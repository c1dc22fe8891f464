import type { ImportSettings } from '../import-settings.ts';
import { decodeText } from '../reading/decode-text.ts';
import { RecordReader, type TextRecord } from '../reading/read-records.ts';
import { RowReader, type Person, type Remark } from '../reading/read-person.ts';
import { addressKey, SeenAddresses } from '../reading/seen-addresses.ts';

/** Rows that are saved in one transaction. */
export interface Batch {
  /** All rows, those that are rejected too. */
  rows: number;
  rejected: number;
  /** The first rows of addresses. */
  people: Person[];
  /** Later rows of addresses that were there before in the file, as one person each; and how many rows they were. */
  repeated: Person[];
  repeatedRows: number;
  remarks: Remark[];
  /** How far the file was read. */
  bytesRead: number;
}

const ROWS = 10_000;
/** Characters of rows that are kept at once, whatever their number: on its way to the database there are many copies of each. */
const MOST_TEXT = 1_048_576;

/**
 * The rows of a file in batches, always cut at the same places. The first `done` rows are passed over, but for what later
 * rows have to know of them.
 */
export async function* readBatches(
  bytes: AsyncIterable<Buffer>,
  settings: ImportSettings,
  done: number,
): AsyncGenerator<Batch> {
  const progress = { bytes: 0 };
  const collector = new Collector(settings, done);
  for await (const records of pieces(counted(bytes, progress), settings)) {
    for (const record of records) {
      if (collector.add(record)) yield collector.take(progress.bytes);
    }
  }
  if (collector.size > 0) yield collector.take(progress.bytes);
}

/** Records, as many at once as a piece of text has. */
async function* pieces(
  bytes: AsyncIterable<Buffer>,
  settings: ImportSettings,
): AsyncGenerator<Iterable<TextRecord>> {
  const { encoding, delimiter, line, hasHeader } = settings;
  const reader = new RecordReader({ delimiter, line });
  let { skip } = settings;
  let isTitled = !hasHeader;
  function* rows(records: Iterable<TextRecord>) {
    for (const record of records) {
      if (isTitled) yield record;
      isTitled = true;
    }
  }
  for await (const text of decodeText(bytes, encoding)) {
    const begin = Math.min(skip, text.length);
    skip -= begin;
    yield rows(reader.read(text.slice(begin)));
  }
  yield rows(reader.end());
}

async function* counted(bytes: AsyncIterable<Buffer>, progress: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    progress.bytes += chunk.length;
    yield chunk;
  }
}

class Collector {
  readonly #settings: ImportSettings;
  readonly #rows: RowReader;
  readonly #seen = new SeenAddresses();
  #toSkip: number;
  #repeated = new Map<string, Person>();
  #text = 0;
  #batch = emptyBatch();

  constructor(settings: ImportSettings, done: number) {
    this.#settings = settings;
    this.#rows = new RowReader(settings.columns);
    this.#toSkip = done;
  }

  get size(): number {
    return this.#batch.rows;
  }

  /** Takes a row; returns whether the batch is full. */
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
    return batch.rows === ROWS || this.#text > MOST_TEXT;
  }

  take(bytesRead: number): Batch {
    const batch = { ...this.#batch, repeated: [...this.#repeated.values()], bytesRead };
    this.#batch = emptyBatch();
    this.#repeated = new Map();
    this.#text = 0;
    return batch;
  }

  /** What rows after each other would make of a person. */
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

const emptyBatch = (): Omit<Batch, 'bytesRead'> => ({
  rows: 0,
  rejected: 0,
  people: [],
  repeated: [],
  repeatedRows: 0,
  remarks: [],
});
