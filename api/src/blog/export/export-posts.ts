import type { Context } from '../../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { visiblePosts } from '../blog-post.access.ts';
import { BlogPost } from '../blog-post.entity.ts';
import { viewsOf } from '../views.ts';

const COLUMNS = [
  'id',
  'title',
  'slug',
  'is_published',
  'published_at',
  'view_count',
  'created_at',
  'updated_at',
] as const;
type Row = Record<(typeof COLUMNS)[number], unknown> & { id: number; view_count: number };

/** Exports the posts of the blog that the actor may see, oldest first, without their texts, as a CSV file. */
export function exportPosts(ctx: Context): CsvExport {
  const { sql, params } = rowsWhere(ctx.em, BlogPost, visiblePosts(ctx.actor));
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: `every.id, every.title, every.slug, every.is_published::text as is_published, every.view_count,
      ${spreadsheetTime('published_at')}, ${spreadsheetTime('created_at')}, ${spreadsheetTime('updated_at')}`,
  });
  return {
    name: 'posts',
    titles: [
      'CSV_NUMBER',
      'CSV_TITLE',
      'CSV_SLUG',
      'CSV_IS_PUBLISHED',
      'CSV_PUBLISHED',
      'CSV_VIEWS',
      'CSV_MADE',
      'CSV_CHANGED',
    ],
    portions: cellsOf(withLatestViews(ctx, portions), COLUMNS),
  };
}

async function* withLatestViews(ctx: Context, portions: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  for await (const rows of portions) {
    for (const row of rows) row.view_count += viewsOf(ctx).pending(row.id);
    yield rows;
  }
}
