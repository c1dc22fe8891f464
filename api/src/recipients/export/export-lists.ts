import type { Context } from '../../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { RecipientList } from '../lists/recipient-list.entity.ts';
import type { RecipientListFilter } from '../recipient.inputs.ts';
import { listsWhere } from '../recipient.queries.ts';

const COLUMNS = ['id', 'name', 'description', 'recipient_count', 'owner', 'created_at'] as const;
type Row = Record<(typeof COLUMNS)[number], unknown>;

/** Exports the lists that the actor may see and that match the filter, oldest first, as a CSV file. */
export function exportLists(ctx: Context, filter: RecipientListFilter): CsvExport {
  const { sql, params } = rowsWhere(ctx.em, RecipientList, listsWhere(ctx, filter));
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: `every.id, every.name, every.description, every.recipient_count, ${spreadsheetTime('created_at')},
      (select full_name from "user" where "user".id = every.owner_id) as owner`,
  });
  return {
    name: 'lists',
    titles: ['CSV_NUMBER', 'CSV_NAME', 'CSV_DESCRIPTION', 'REPORT_TOTAL', 'REPORT_OWNER', 'CSV_MADE'],
    portions: cellsOf(portions, COLUMNS),
  };
}
