import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../../language/locale.ts';
import { textOf, type TextKey, type TextParams } from '../../language/text.ts';

/** Something that is told about a row. */
interface RowRemark {
  line: number;
  columnName: string;
  code: TextKey;
  params: TextParams;
  text: string;
  isRejected: boolean;
}

const PAGE = 1000;

/** What is told about the rows of an import, by their lines. */
export async function* remarksOf(em: EntityManager, importId: number): AsyncGenerator<RowRemark> {
  for (let line = 0; ;) {
    const rows = await em.execute<RowRemark[]>(
      `select line, column_name as "columnName", code, params, text, is_rejected as "isRejected"
       from recipient_import_remark where import_id = ? and line > ? order by line limit ${PAGE}`,
      [importId, line],
    );
    yield* rows;
    if (rows.length < PAGE) return;
    line = rows.at(-1)!.line;
  }
}

/** The same as a CSV file that spreadsheets open rightly, a piece at a time. */
export async function* remarksAsCsv(
  em: EntityManager,
  importId: number,
  locale: Locale,
): AsyncGenerator<string> {
  const titles = ['IMPORT_LINE', 'IMPORT_COLUMN', 'IMPORT_RESULT', 'IMPORT_REASON', 'IMPORT_ROW'] as const;
  yield `\uFEFF${lineOf(titles.map((title) => textOf(locale, title)))}`;
  for await (const remark of remarksOf(em, importId)) {
    const result = textOf(locale, remark.isRejected ? 'IMPORT_REJECTED' : 'IMPORT_SAVED');
    const { line, columnName, text } = remark;
    yield lineOf([String(line), columnName, result, reasonOf(locale, remark), text]);
  }
}

/** Why a row was not kept as it is. */
export const reasonOf = (locale: Locale, { code, params }: Pick<RowRemark, 'code' | 'params'>) =>
  textOf(locale, code, params);

const lineOf = (cells: string[]) => `${cells.map(quoted).join(',')}\r\n`;

/** A cell that begins like a formula would be one; behind an apostrophe it is text. */
const quoted = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
