import { parse } from 'csv-parse/sync';

/** A row of a CSV file, with the number of the line on which it begins; null where it cannot be read as one. */
export interface CsvRecord {
  line: number;
  fields: string[] | null;
  text: string;
}

const CHUNK = 2000;
// A field with line breaks in it is possible, one over this many lines is a quote that was never closed.
const MOST_LINES = 100;

/**
 * Rows of CSV text (RFC 4180; the delimiter may be another). A quote that is never closed costs its own line and no other:
 * the lines after it are read as if it were not there.
 */
export async function* readRecords(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRecord> {
  let lines: string[] = [];
  let first = 1;
  for await (const line of linesOf(text)) {
    lines.push(line);
    if (lines.length < CHUNK) continue;
    const kept = yield* recordsOf(lines, { first, delimiter, isLast: false });
    first += lines.length - kept.length;
    lines = kept;
  }
  yield* recordsOf(lines, { first, delimiter, isLast: true });
}

/** Yields the records of these lines; answers the lines at the end that belong to a record which goes on. */
function* recordsOf(lines: string[], { first, delimiter, isLast }: Position): Generator<CsvRecord, string[]> {
  for (let at = 0; at < lines.length;) {
    const simple = simpleLines(lines, at);
    if (simple.length > 0) {
      yield* simpleRecords(simple, { line: first + at, delimiter });
      at += simple.length;
      continue;
    }
    const count = linesUntilBalanced(lines, at);
    if (count === null && !isLast && lines.length - at < MOST_LINES) return lines.slice(at);
    const text = lines.slice(at, at + (count ?? 1)).join('\n');
    const fields = count === null ? null : fieldsOf(text, delimiter);
    yield { line: first + at, fields, text: fields ? text : lines[at]! };
    at += fields ? count! : 1;
  }
  return [];
}

interface Position {
  first: number;
  delimiter: string;
  isLast: boolean;
}

/** The lines from here on that are records by themselves. */
function simpleLines(lines: string[], from: number): string[] {
  let end = from;
  while (end < lines.length && isBalanced(lines[end]!)) end++;
  return lines.slice(from, end);
}

/** All of them in one go, which is much faster; one by one where that fails, so that only the broken ones are lost. */
function* simpleRecords(
  lines: string[],
  { line, delimiter }: { line: number; delimiter: string },
): Generator<CsvRecord> {
  const filled = lines
    .map((text, index) => ({ text, line: line + index }))
    .filter(({ text }) => text.trim() !== '');
  const all = rowsOf(filled.map(({ text }) => text).join('\n'), delimiter);
  const isWhole = all?.length === filled.length;
  for (const [index, one] of filled.entries()) {
    yield { ...one, fields: isWhole ? all[index]! : fieldsOf(one.text, delimiter) };
  }
}

const quotes = (text: string) => text.split('"').length - 1;
const isBalanced = (text: string) => quotes(text) % 2 === 0;

/** How many lines from this one on have an even number of quotes together; null where none do. */
function linesUntilBalanced(lines: string[], from: number): number | null {
  let count = 0;
  for (let at = from; at < Math.min(lines.length, from + MOST_LINES); at++) {
    count += quotes(lines[at]!);
    if (count % 2 === 0) return at - from + 1;
  }
  return null;
}

const fieldsOf = (text: string, delimiter: string) => rowsOf(text, delimiter)?.[0] ?? null;

function rowsOf(text: string, delimiter: string): string[][] | null {
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true }) as string[][];
  } catch {
    return null;
  }
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest.endsWith('\r') ? rest.slice(0, -1) : rest;
}
