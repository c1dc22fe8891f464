import { stringify, type Input } from 'csv-stringify/sync';

export interface CsvStyle {
  /** The sign between fields. */
  separator: ',' | ';' | '\t';
}

/**
 * Rows as a CSV file, a portion at a time. A byte order mark tells Excel that it is UTF-8; a cell that a spreadsheet would
 * take for a formula (it begins with =, +, -, @, a tab or CR) begins with an apostrophe.
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
