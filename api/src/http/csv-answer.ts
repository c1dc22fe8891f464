import { Readable } from 'node:stream';
import type { Context } from '../context/context.ts';
import { textOf, type TextKey } from '../language/text.ts';
import { writeCsv, type CsvStyle } from '../platform/csv/write-csv.ts';

export interface CsvExport {
  /** The beginning of the file's name. */
  name: string;
  /** Titles of columns: texts in the viewer's language, or fixed ones. */
  titles: (TextKey | { title: string })[];
  /** Rows of cells. */
  portions: AsyncIterable<unknown[][]>;
}

const separators: Record<string, CsvStyle['separator']> = { comma: ',', semicolon: ';', tab: '\t' };

/** Returns the requested separator, or the one that Excel expects in the viewer's language. */
export const separatorFor = (locale: Context['locale'], wished?: string | null): CsvStyle['separator'] =>
  separators[wished ?? ''] ?? (locale === 'RU' ? ';' : ',');

export const csvText = (ctx: Context, { titles, portions }: CsvExport, separator: CsvStyle['separator']) =>
  writeCsv(
    titles.map((title) => (typeof title === 'string' ? textOf(ctx.locale, title) : title.title)),
    portions,
    { separator },
  );

/** Returns a CSV file to download, streamed as fast as the client reads it. */
export function csvAnswer(ctx: Context, csv: CsvExport, query: URLSearchParams): Response {
  const text = csvText(ctx, csv, separatorFor(ctx.locale, query.get('separator')));
  const day = ctx.clock.now().toISOString().slice(0, 10);
  return new Response(Readable.toWeb(Readable.from(text)) as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${csv.name}-${day}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
