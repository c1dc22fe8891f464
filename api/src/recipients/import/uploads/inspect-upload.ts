import iconv from 'iconv-lite';
import type { Context } from '../../../context/context.ts';
import { fault, invalid } from '../../../errors/domain-error.ts';
import { encodingOf, iconvName } from '../reading/encoding-names.ts';
import { findLayout, firstRecords, listed, type Layout } from '../reading/find-layout.ts';
import { trimmed } from '../reading/read-address.ts';
import { MOST_COLUMNS, namedColumns, recogniseColumns, type Column } from '../reading/recognise-columns.ts';
import type { Upload } from './upload.entity.ts';

/** How to read a file, as far as it should not be detected. */
export interface Reading {
  encoding?: string | null | undefined;
  delimiter?: string | null | undefined;
  hasHeader?: boolean | null | undefined;
}

/** What an upload contains, judged by its beginning. */
export interface Inspected extends Layout {
  /** Null if it is ambiguous and has to be chosen. */
  encoding: string | null;
  columns: Column[];
  /** The first rows, without titles. */
  rows: string[][];
}

const BEGIN = 131_072;
const LOOKED_AT = 100;

/**
 * Detects how an upload is divided and what its columns are. Throws INVALID if the given options do not fit
 * it.
 */
export async function inspectUpload(ctx: Context, upload: Upload, reading: Reading = {}): Promise<Inspected> {
  const encoding = encodingFor(upload, reading);
  const begin = await beginOf(ctx, upload);
  // If the text is cut off, its last row is incomplete.
  const end = upload.size <= BEGIN ? '\n' : '';
  const text = decoded(begin, encoding ?? upload.encodings[0] ?? 'UTF-8') + end;
  const given = { delimiter: delimiterOf(reading), hasHeader: reading.hasHeader ?? undefined };
  const layout = findLayout(text, given);
  const found = firstRecords(text.slice(layout.skip), layout.delimiter, LOOKED_AT);
  const records = layout.isList ? found.flatMap(listed).slice(0, LOOKED_AT) : found;
  const rows = records.map(({ fields }) => fields ?? []);
  const titles = withoutBlankEnd(rows);
  if (titles.length > MOST_COLUMNS)
    throw invalid([fault('IMPORT_TOO_MANY_COLUMNS', ['file'], { bound: MOST_COLUMNS })]);
  const values = layout.hasHeader ? rows.slice(1) : rows;
  const names = namedColumns(titles, layout.hasHeader);
  return { ...layout, encoding, columns: recogniseColumns(names, values), rows: values };
}

/** The titles; of a sheet that is too wide without the blank columns at its end, which a spreadsheet adds. */
function withoutBlankEnd(rows: string[][]): string[] {
  const titles = rows[0] ?? [];
  if (titles.length <= MOST_COLUMNS) return titles;
  const widths = rows.map((row) => row.findLastIndex((field) => trimmed(field) !== '') + 1);
  return titles.slice(0, Math.max(...widths));
}

function encodingFor(upload: Upload, { encoding }: Reading): string | null {
  if (!encoding) return upload.encodings.length === 1 ? upload.encodings[0]! : null;
  const known = encodingOf(encoding);
  if (!known) throw invalid([fault('ENCODING_UNKNOWN', ['encoding'])]);
  return known;
}

function delimiterOf({ delimiter }: Reading): string | undefined {
  if (!delimiter) return undefined;
  const sign = delimiter === '\\t' ? '\t' : delimiter;
  if (sign.length !== 1 || /["\r\n\w]/.test(sign)) throw invalid([fault('WRONG_VALUE', ['delimiter'])]);
  return sign;
}

/** Decodes bytes, without a character that is cut at the end. */
export function decoded(bytes: Buffer, encoding: string): string {
  const decoder = iconv.getDecoder(iconvName(encoding));
  const text = decoder.write(bytes);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

export async function beginOf({ em }: Context, { id }: Upload): Promise<Buffer> {
  const [row] = await em.execute<{ bytes: Buffer }[]>(
    `select substring(bytes from 1 for ${BEGIN}) as bytes from upload_chunk where upload_id = ? and position = 0`,
    [id],
  );
  return row?.bytes ?? Buffer.alloc(0);
}
