import type { Readable } from 'node:stream';
import type { Context } from '../../context/context.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { decodeText } from './decode-text.ts';
import { isRejected, readPerson, type Person, type Rejected } from './read-people.ts';
import { readRecords } from './read-records.ts';
import { recogniseColumns, recogniseDelimiter, type Column } from './recognise-columns.ts';
import { savePeople } from './save-people.ts';

export interface ImportPeople {
  bytes: Readable;
  ownerId: number;
  listId: number | null;
  /** A row that is not kept; the import goes on. */
  onRejected: (row: Rejected) => void;
  /** How many rows were read so far. */
  onProgress?: (rows: number) => void;
}

export interface Imported {
  rows: number;
  created: number;
  updated: number;
  rejected: number;
}

const BATCH = 5000;

/**
 * Reads a CSV file and keeps its people, a batch a transaction: what is stopped in the middle can be started again, as rows
 * that are there already are found again. The columns are recognised by the names in the first line. Throws INVALID
 * where no column has addresses.
 */
export async function importPeople(ctx: Context, input: ImportPeople): Promise<Imported> {
  const imported: Imported = { rows: 0, created: 0, updated: 0, rejected: 0 };
  const batch: Person[] = [];
  const save = async () => {
    const people = batch.splice(0);
    const { created, updated } = await savePeople(ctx.em, { ...input, people });
    imported.created += created;
    imported.updated += updated;
    input.onProgress?.(imported.rows);
  };
  const { text, delimiter } = await withDelimiter(decodeText(input.bytes));
  let columns: Column[] | undefined;
  for await (const record of readRecords(text, delimiter)) {
    if (!columns) {
      columns = columnsOf(record.fields ?? []);
      continue;
    }
    imported.rows++;
    const person = readPerson(record, columns);
    if (isRejected(person)) {
      imported.rejected++;
      input.onRejected(person);
    } else if (batch.push(person) === BATCH) await save();
  }
  if (!columns) throw noAddresses([]);
  await save();
  return imported;
}

function columnsOf(header: string[]): Column[] {
  const columns = recogniseColumns(header);
  if (columns.includes('EMAIL')) return columns;
  throw noAddresses(header);
}

const noAddresses = (header: string[]) =>
  new DomainError('INVALID', { key: 'CLI_NO_EMAIL_COLUMN', params: { columns: header.join(', ') } });

/** Looks at the first line that is not empty for the sign between fields, and gives the text back whole. */
async function withDelimiter(chunks: AsyncGenerator<string>) {
  let begin = '';
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    begin += next.value;
    if (begin.trimStart().includes('\n')) break;
  }
  async function* whole() {
    yield begin;
    yield* chunks;
  }
  return { text: whole(), delimiter: recogniseDelimiter(begin.trimStart().split('\n', 1)[0]!) };
}
