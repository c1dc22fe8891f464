import { RecordReader, type TextRecord } from './read-records.ts';
import { parseCell } from './read-address.ts';

/** How a file's text is divided. */
export interface Layout {
  delimiter: string;
  /** Whether the first row has the columns' titles. */
  hasHeader: boolean;
  /** Where the rows begin: behind a line such as `sep=;`. */
  skip: number;
  /** The line that they begin on. */
  line: number;
}

const DELIMITERS = [',', ';', '\t', '|'];
const LOOKED_AT = 50;

/** Recognises the layout by the beginning of a text; what is given is not asked. */
export function findLayout(
  begin: string,
  given: { delimiter?: string | undefined; hasHeader?: boolean | undefined } = {},
): Layout {
  const named = /^"?sep=(.)"?[^\S\r\n]*(?:\r\n|\r|\n|$)/i.exec(begin);
  const skip = named?.[0].length ?? 0;
  const text = begin.slice(skip);
  const delimiter = given.delimiter ?? named?.[1] ?? likeliest(text);
  const hasHeader = given.hasHeader ?? !hasAddress(firstRecords(text, delimiter, 1)[0]);
  return { delimiter, hasHeader, skip, line: named ? 2 : 1 };
}

/** So many records at the beginning of a text. */
export function firstRecords(text: string, delimiter: string, most: number): TextRecord[] {
  const reader = new RecordReader({ delimiter });
  const records: TextRecord[] = [];
  for (const record of reader.read(text)) {
    if (records.push(record) === most) return records;
  }
  // The text may be cut anywhere: its last record counts only where there is no other.
  if (records.length === 0) for (const record of reader.end()) records.push(record);
  return records;
}

/** The sign by which most rows have the same number of fields, more than one; quotes are minded. */
function likeliest(text: string): string {
  const scores = DELIMITERS.map((delimiter) => {
    const counts = firstRecords(text, delimiter, LOOKED_AT).map(({ fields }) => fields?.length ?? 0);
    const usual = counts.toSorted((a, b) => frequency(counts, b) - frequency(counts, a) || b - a)[0] ?? 0;
    const share = counts.length === 0 ? 0 : frequency(counts, usual) / counts.length;
    return { delimiter, score: usual > 1 ? share + Math.min(usual, 50) / 1000 : 0 };
  });
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

const frequency = (counts: number[], count: number) => counts.filter((other) => other === count).length;

const hasAddress = (record: TextRecord | undefined) =>
  record?.fields?.some((field) => parseCell(field).ok) ?? false;
