import type { Context } from '../../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { MailEvent } from '../events/mail-event.entity.ts';
import type { MailEventFilter } from '../events/mail-event.inputs.ts';
import { mailEventsWhere } from '../events/mail-event.queries.ts';

const COLUMNS = [
  'happened_at',
  'email',
  'mailing',
  'run_number',
  'kind',
  'source',
  'reason',
  'code',
  'words',
] as const;
type Row = Record<(typeof COLUMNS)[number], unknown>;

/** Exports the mail events that the actor may see and that match the filter, oldest first, as a CSV file. */
export function exportEvents(ctx: Context, filter: MailEventFilter): CsvExport {
  const { sql, params } = rowsWhere(ctx.em, MailEvent, mailEventsWhere(ctx, filter));
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: `${spreadsheetTime('happened_at')}, every.email, every.kind, every.source, every.reason, every.code, every.words,
      (select name from mailing where mailing.id = every.mailing_id) as mailing,
      (select run_number from mailing_run where mailing_run.id = every.run_id) as run_number`,
  });
  return {
    name: 'events',
    titles: [
      'CSV_AT',
      'CSV_EMAIL',
      'CSV_MAILING',
      'CSV_RUN',
      'CSV_EVENT',
      'CSV_SOURCE',
      'CSV_REASON',
      'CSV_CODE',
      'CSV_REPLY',
    ],
    portions: cellsOf(portions, COLUMNS),
  };
}
