import { RecordReader, type TextRecord } from './read-records.ts';
import { isSurelyEmail, rankOf } from './column-titles.ts';
import { holdsAddress, trimmed } from './read-address.ts';

/** How a file's text is divided. */
export interface Layout {
  delimiter: string;
  /** Whether the first row contains the columns' titles. */
  hasHeader: boolean;
  /** Offset at which the rows begin, after a line such as `sep=;` and after a heading above the titles. */
  skip: number;
  /** The line at which they begin. */
  line: number;
  /** Whether it is no table but a list: nearly all fields are addresses, with several on a line. */
  isList: boolean;
}

const DELIMITERS = [',', ';', '\t', '|'];
const LOOKED_AT = 50;

/** Recognises the layout from the beginning of a text; given parts are not detected. */
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
  const hasHeader = given.hasHeader ?? isTitled(firstRecords(rows, delimiter, 2));
  const isList = !hasHeader && isListOf(firstRecords(rows, delimiter, LOOKED_AT));
  return { delimiter, hasHeader, skip: skip + heading.length, line: (named ? 2 : 1) + heading.lines, isList };
}

const MOST_HEADINGS = 10;

/**
 * Finds lines above the titles, as in reports: everything above the title of the addresses, such as the titles
 * of groups of columns; without such a title, lines with a single value if the rows after them have more. A
 * line that mentions or contains addresses is no heading.
 */
function headingOf(text: string, delimiter: string): { length: number; lines: number } {
  const records = firstRecords(text, delimiter, MOST_HEADINGS + 1);
  const titles = records.find((record) => hasAddress(record) || record.fields?.some(isSurelyEmail));
  if (titles && titles !== records[0] && !hasAddress(titles)) {
    const lines = titles.line - 1;
    return { length: lengthOfLines(text, lines), lines };
  }
  const above = titlesAbove(records);
  if (above) return { length: lengthOfLines(text, above.line - 1), lines: above.line - 1 };
  const first = records.findIndex(({ fields }) => !fields || !isHeading(fields));
  const title = records[first];
  if (first <= 0 || !title?.fields || filled(title.fields) < 2) return { length: 0, lines: 0 };
  const lines = title.line - 1;
  return { length: lengthOfLines(text, lines), lines };
}

/** Finds titles that nobody knows below lines of a report, which have half as many values at most. */
function titlesAbove(records: TextRecord[]): TextRecord | null {
  const row = records.findIndex(hasAddress);
  const titles = records[row - 1];
  if (row < 2 || !titles?.fields) return null;
  const count = filled(titles.fields);
  const isFull = count > 1 && count >= filled(records[row]!.fields ?? []);
  const lines = records.slice(0, row - 1);
  return isFull && lines.every(({ fields }) => fields && filled(fields) * 2 <= count) ? titles : null;
}

const isHeading = (fields: string[]) =>
  filled(fields) === 1 && fields.every((field) => rankOf('EMAIL', field) === null && !holdsAddress(field));

const filled = (fields: string[]) => fields.filter((field) => trimmed(field) !== '').length;

function lengthOfLines(text: string, count: number): number {
  const breaks = /\r\n?|\n/g;
  for (let line = 0; line < count; line++) if (!breaks.exec(text)) return text.length;
  return breaks.lastIndex;
}

/** Reads up to `most` records from the beginning of a text. */
export function firstRecords(text: string, delimiter: string, most: number): TextRecord[] {
  const reader = new RecordReader({ delimiter });
  const records: TextRecord[] = [];
  for (const record of reader.read(text)) {
    if (records.push(record) === most) return records;
  }
  // The text may be cut anywhere, so its last record counts only if there is no other.
  if (records.length === 0) for (const record of reader.end()) records.push(record);
  return records;
}

/**
 * Returns the delimiter by which most rows have the same number of fields, more than one, with respect to
 * quotes.
 */
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

/**
 * Whether the first row has titles: it has no address. Alone on its line, in front of addresses, a word that
 * no product has as a title may also be an address that somebody has misspelt, and is told as such.
 */
function isTitled([first, second]: TextRecord[]): boolean {
  if (hasAddress(first)) return false;
  const alone = first?.fields?.length === 1 ? first.fields[0]! : null;
  return alone === null || rankOf('EMAIL', alone) !== null || !hasAddress(second);
}

const MOSTLY = 0.8;

/** An address list as people copy it out of a mail: `a@example.com, Ann <b@example.com>`. */
function isListOf(records: TextRecord[]): boolean {
  const rows = records.map(({ fields }) => fields?.filter((field) => trimmed(field) !== '') ?? []);
  const addresses = rows.flat().filter(holdsAddress).length;
  return addresses >= rows.flat().length * MOSTLY && rows.some((row) => row.filter(holdsAddress).length > 1);
}

/** The fields of a list as records of their own. */
export const listed = (record: TextRecord): TextRecord[] =>
  record.fields
    ?.filter((field) => trimmed(field) !== '')
    .map((field) => ({ line: record.line, fields: [field], text: field })) ?? [record];

const hasAddress = (record: TextRecord | undefined) => record?.fields?.some(holdsAddress) ?? false;
