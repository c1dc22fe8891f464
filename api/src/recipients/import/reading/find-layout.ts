import { RecordReader, type TextRecord } from './read-records.ts';
import { rankOf } from './column-titles.ts';
import { parseCell, trimmed } from './read-address.ts';

/** How a file's text is divided. */
export interface Layout {
  delimiter: string;
  /** Whether the first row has the columns' titles. */
  hasHeader: boolean;
  /** Where the rows begin: behind a line such as `sep=;`, and behind a heading above the titles. */
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
  const heading = headingOf(text, delimiter);
  const rows = text.slice(heading.length);
  const hasHeader = given.hasHeader ?? !hasAddress(firstRecords(rows, delimiter, 1)[0]);
  return { delimiter, hasHeader, skip: skip + heading.length, line: (named ? 2 : 1) + heading.lines };
}

const MOST_HEADINGS = 10;

/**
 * Lines above the titles, as reports have them: with one value alone, where the rows behind them have more. What names the
 * addresses, or is one, is no heading.
 */
function headingOf(text: string, delimiter: string): { length: number; lines: number } {
  const records = firstRecords(text, delimiter, MOST_HEADINGS + 1);
  const first = records.findIndex(({ fields }) => !fields || !isHeading(fields));
  const title = records[first];
  if (first <= 0 || !title?.fields || filled(title.fields) < 2) return { length: 0, lines: 0 };
  const lines = title.line - 1;
  return { length: lengthOfLines(text, lines), lines };
}

const isHeading = (fields: string[]) =>
  filled(fields) === 1 && fields.every((field) => rankOf('EMAIL', field) === null && !parseCell(field).ok);

const filled = (fields: string[]) => fields.filter((field) => trimmed(field) !== '').length;

function lengthOfLines(text: string, count: number): number {
  const breaks = /\r\n?|\n/g;
  for (let line = 0; line < count; line++) if (!breaks.exec(text)) return text.length;
  return breaks.lastIndex;
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
