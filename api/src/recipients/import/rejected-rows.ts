import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../../language/locale.ts';
import { MOST_REMARKS, type RecipientImport } from './recipient-import.entity.ts';
import { textOf, type TextKey, type TextParams } from '../../language/text.ts';

/** The number of remarks on an import's rows that were not kept. */
export const unlistedIn = ({ remarkCount }: Pick<RecipientImport, 'remarkCount'>): number =>
  Math.max(0, remarkCount - MOST_REMARKS);

/** A remark on a row. */
interface RowRemark {
  line: number;
  columnName: string;
  code: TextKey;
  params: TextParams;
  text: string;
  isRejected: boolean;
}

const PAGE = 1000;

/** Yields the remarks on an import's rows, in the order of their lines. */
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

/**
 * Yields them as a CSV file that spreadsheets open correctly, a piece at a time. The last row says how many
 * are missing, if any.
 */
export async function* remarksAsCsv(
  em: EntityManager,
  found: Pick<RecipientImport, 'id' | 'remarkCount'>,
  locale: Locale,
): AsyncGenerator<string> {
  const titles = ['IMPORT_LINE', 'IMPORT_COLUMN', 'IMPORT_RESULT', 'IMPORT_REASON', 'IMPORT_ROW'] as const;
  yield `\uFEFF${lineOf(titles.map((title) => textOf(locale, title)))}`;
  for await (const remark of remarksOf(em, found.id)) {
    const result = textOf(locale, remark.isRejected ? 'IMPORT_REJECTED' : 'IMPORT_SAVED');
    const { line, columnName, text } = remark;
    yield lineOf([String(line), columnName, result, reasonOf(locale, remark), text]);
  }
  const unlisted = unlistedIn(found);
  if (unlisted > 0) yield lineOf(['', '', '', textOf(locale, 'IMPORT_UNLISTED', { count: unlisted }), '']);
}

/** Why a row was not saved unchanged. */
export const reasonOf = (locale: Locale, { code, params }: Pick<RowRemark, 'code' | 'params'>) =>
  textOf(locale, code, params);

const lineOf = (cells: string[]) => `${cells.map(quoted).join(',')}\r\n`;

/** A cell that begins like a formula gets an apostrophe, which makes it text. */
const quoted = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
