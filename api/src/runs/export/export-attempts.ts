import type { Context } from '../../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { Attempt } from '../attempt.entity.ts';
import type { AttemptFilter } from '../run.inputs.ts';
import { everyRow } from '../../paging/walk.ts';
import { attemptRows } from '../run.queries.ts';

const COLUMNS = [
  'attempted_at',
  'email',
  'mailing',
  'run_number',
  'trigger_type',
  'status',
  'smtp_code',
  'server',
  'server_response',
] as const;
type Row = Record<(typeof COLUMNS)[number], unknown>;

/** Exports the attempts that the actor may see and that match the filter, oldest first, as a CSV file. */
export function exportAttempts(ctx: Context, filter: AttemptFilter): CsvExport {
  const { sql, params } = rowsWhere(ctx.em, Attempt, everyRow(attemptRows(ctx, filter)));
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: `${spreadsheetTime('attempted_at')}, every.status, every.smtp_code, every.server_response,
      (select label from mail_server where mail_server.id = every.server_id) as server,
      (select email from delivery where run_id = every.run_id and delivery.id = every.delivery_id) as email,
      (select name from mailing where mailing.id = every.mailing_id) as mailing,
      (select run_number from mailing_run where mailing_run.id = every.run_id) as run_number,
      (select trigger_type from mailing_run where mailing_run.id = every.run_id) as trigger_type`,
  });
  return {
    name: 'attempts',
    titles: [
      'CSV_ATTEMPTED',
      'CSV_EMAIL',
      'CSV_MAILING',
      'CSV_RUN',
      'CSV_TRIGGER',
      'CSV_STATUS',
      'CSV_SMTP_CODE',
      'CSV_SERVER',
      'CSV_REPLY',
    ],
    portions: cellsOf(portions, COLUMNS),
  };
}
