import type { Context } from '../../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { Segment } from '../segments/segment.entity.ts';
import type { SegmentFilter } from '../segments/segment.inputs.ts';
import { recipientCountOfSegment, segmentsWhere } from '../segments/segment.queries.ts';

const COLUMNS = [
  'id',
  'name',
  'description',
  'filter',
  'recipients',
  'owner',
  'created_at',
  'updated_at',
] as const;
type Row = Record<(typeof COLUMNS)[number], unknown> & { id: number };

/**
 * Exports the segments that the actor may see and that match the filter, oldest first, with their conditions as
 * the API takes them, as a CSV file.
 */
export function exportSegments(ctx: Context, filter: SegmentFilter): CsvExport {
  const { sql, params } = rowsWhere(ctx.em, Segment, segmentsWhere(ctx, filter));
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: `every.id, every.name, every.description, every.filter::text as filter,
      ${spreadsheetTime('created_at')}, ${spreadsheetTime('updated_at')},
      (select full_name from "user" where "user".id = every.owner_id) as owner`,
  });
  return {
    name: 'segments',
    titles: [
      'CSV_NUMBER',
      'CSV_NAME',
      'CSV_DESCRIPTION',
      'CSV_CONDITIONS',
      'REPORT_TOTAL',
      'REPORT_OWNER',
      'CSV_MADE',
      'CSV_CHANGED',
    ],
    portions: cellsOf(withCounts(ctx, portions), COLUMNS),
  };
}

/** Counts one segment at a time: all those of an installation in one statement could take too long. */
async function* withCounts(ctx: Context, portions: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  for await (const rows of portions) {
    for (const row of rows) {
      row.recipients = await recipientCountOfSegment(ctx).load(row.id);
      yield [row];
    }
  }
}
