import { createReadStream } from 'node:fs';
import { createZstdDecompress } from 'node:zlib';
import { DomainError } from '../../errors/domain-error.ts';
import type { SavedTable } from './saved-tables.ts';

/** The first line of a backup. */
export interface BackupHead {
  postline: 1;
  at: string;
  migrations: string[];
  sequences: { name: string; last: string | null }[];
  /** The parts of deliveries and attempts that its runs need; none before there were parts. */
  parts?: number[];
}

/** A table with its rows as COPY wrote them. Read them to their end before requesting the next part. */
interface BackupTable extends SavedTable {
  rows: AsyncIterable<Buffer>;
}

/** Marks the end of a table's rows. No row can be equal to it, because COPY escapes backslashes. */
export const MARK = Buffer.from('\\.\n');

const noBackup = (file: string) => new DomainError('INVALID', { key: 'CLI_NO_BACKUP', params: { file } });

/**
 * Opens a backup: a line of JSON about the whole; for each table a line of JSON, its rows and the end mark;
 * finally a line with the number of all rows. It is compressed with zstd, whose checksums detect changes.
 * Throws INVALID if it is not a backup, or not complete.
 */
export async function openBackup(
  file: string,
): Promise<{ head: BackupHead; parts: () => AsyncGenerator<BackupTable, number> }> {
  const lines = new Lines(createReadStream(file).pipe(createZstdDecompress()));
  try {
    const head = parse<BackupHead>(await lines.next());
    if (head?.postline !== 1) throw noBackup(file);
    return { head, parts: () => partsOf(lines, file) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new DomainError('NOT_FOUND', { key: 'CLI_NO_BACKUP_FILE', params: { file } });
    throw error instanceof DomainError ? error : noBackup(file);
  }
}

async function* partsOf(lines: Lines, file: string): AsyncGenerator<BackupTable, number> {
  try {
    for (;;) {
      const part = parse<SavedTable | { end: true; rows: number }>(await lines.next());
      if (!part) throw noBackup(file);
      if ('end' in part) return part.rows;
      yield { ...part, rows: rowsOf(lines, file) };
    }
  } catch (error) {
    throw isDamage(error) ? noBackup(file) : error;
  }
}

/** Reports damage in the rows with the same error. */
async function* rowsOf(lines: Lines, file: string): AsyncGenerator<Buffer> {
  try {
    yield* lines.untilMark();
  } catch (error) {
    throw isDamage(error) ? noBackup(file) : error;
  }
}

function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof SyntaxError || /^(?:ZSTD|Z_|ERR_)/.test(code);
}

const parse = <T>(line: Buffer | null) => (line ? (JSON.parse(line.toString()) as T) : null);

/** Splits a stream into lines; holds one chunk at a time. */
class Lines {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** Returns the next line with its line end; null after the last one. */
  async next(): Promise<Buffer | null> {
    let end: number;
    while ((end = this.#rest.indexOf(10)) < 0) if (!(await this.#more())) return null;
    return this.#take(end + 1);
  }

  /** Yields whole lines, as many at a time as there are, up to the mark. */
  async *untilMark(): AsyncGenerator<Buffer> {
    for (;;) {
      const mark = this.#indexOfMark();
      if (mark >= 0) {
        if (mark > 0) yield this.#take(mark);
        this.#take(MARK.length);
        return;
      }
      const end = this.#rest.lastIndexOf(10) + 1;
      if (end > 0) yield this.#take(end);
      if (!(await this.#more())) throw new SyntaxError('The backup ends within a table.');
    }
  }

  /** The rest always begins with a line. */
  #indexOfMark(): number {
    if (this.#rest.subarray(0, MARK.length).equals(MARK)) return 0;
    const before = this.#rest.indexOf('\n\\.\n');
    return before < 0 ? -1 : before + 1;
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (done) return false;
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, value]) : value;
    return true;
  }
}
