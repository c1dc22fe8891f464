import type { Context } from '../../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { Suppression } from './suppression.entity.ts';
import type { SuppressionFilter } from './suppression.inputs.ts';
import { suppressionsWhere } from './suppression.queries.ts';

const COLUMNS = [
  'email',
  'reason',
  'source',
  'reach',
  'mailing_name',
  'created_at',
  'lifted_at',
  'lift_reason',
] as const;
type Row = Record<(typeof COLUMNS)[number], string | null>;

/** Exports the suppressions that the actor may see and that match the filter, as a CSV file. */
export function exportSuppressions(ctx: Context, filter: SuppressionFilter): CsvExport {
  const { sql, params } = rowsWhere(ctx.em, Suppression, suppressionsWhere(ctx, filter));
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['created_at', 'id'],
    columns: COLUMNS.map((column) => (column.endsWith('_at') ? spreadsheetTime(column) : column)).join(),
  });
  return {
    name: 'suppressions',
    titles: [
      'CSV_EMAIL',
      'CSV_REASON',
      'CSV_SOURCE',
      'CSV_REACH',
      'CSV_MAILING',
      'CSV_CREATED',
      'CSV_LIFTED',
      'CSV_LIFT_REASON',
    ],
    portions: cellsOf(portions, COLUMNS),
  };
}
