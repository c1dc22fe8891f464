import type { Context } from '../../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { Message } from '../message.entity.ts';
import type { MessageFilter } from '../message.inputs.ts';
import { messagesWhere } from '../message.queries.ts';

const COLUMNS = ['id', 'subject', 'format', 'owner', 'mailings', 'created_at', 'updated_at'] as const;
type Row = Record<(typeof COLUMNS)[number], unknown>;

/** Exports the messages that the actor may see and that match the filter, oldest first, as a CSV file. */
export function exportMessages(ctx: Context, filter: MessageFilter): CsvExport {
  const { sql, params } = rowsWhere(ctx.em, Message, messagesWhere(ctx, filter));
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: `every.id, every.subject, every.format, ${spreadsheetTime('created_at')}, ${spreadsheetTime('updated_at')},
      (select full_name from "user" where "user".id = every.owner_id) as owner,
      (select count(*) from mailing where mailing.message_id = every.id) as mailings`,
  });
  return {
    name: 'messages',
    titles: [
      'CSV_NUMBER',
      'CSV_SUBJECT_LINE',
      'CSV_FORMAT',
      'REPORT_OWNER',
      'CSV_MAILINGS',
      'CSV_MADE',
      'CSV_CHANGED',
    ],
    portions: cellsOf(portions, COLUMNS),
  };
}
