import { stringify, type Input } from 'csv-stringify/sync';

export interface CsvStyle {
  /** The character between fields. */
  separator: ',' | ';' | '\t';
}

/**
 * Yields rows as a CSV file, a portion at a time. A byte order mark tells Excel that it is UTF-8. A cell that
 * a spreadsheet would treat as a formula (it begins with =, +, -, @, a tab or CR) gets an apostrophe in
 * front.
 */
export async function* writeCsv(
  titles: string[],
  portions: AsyncIterable<Input>,
  { separator }: CsvStyle,
): AsyncGenerator<string> {
  const options = {
    delimiter: separator,
    escape_formulas: true,
    record_delimiter: '\r\n',
    cast: { object: (value: object) => JSON.stringify(value) },
  };
  yield `\uFEFF${stringify([titles], options)}`;
  for await (const rows of portions) yield stringify(rows, options);
}
