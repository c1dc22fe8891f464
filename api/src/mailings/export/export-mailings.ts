import type { Context } from '../../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { Mailing } from '../mailing.entity.ts';
import type { MailingFilter } from '../mailing.inputs.ts';
import { mailingsWhere } from '../mailing.queries.ts';

const COLUMNS = [
  'id',
  'name',
  'status',
  'is_active',
  'owner',
  'subject',
  'created_at',
  'next_run_at',
  'runs',
  'started_at',
  'total',
  'sent',
  'failed',
  'skipped',
] as const;
type Row = Record<(typeof COLUMNS)[number], unknown>;

const ofLatest = (column: string) =>
  `(select ${column} from mailing_run latest where latest.mailing_id = every.id order by run_number desc limit 1)`;

const SELECTED = `every.id, every.name, every.status, every.is_active::text as is_active,
      (select full_name from "user" where "user".id = every.owner_id) as owner,
      (select subject from message where message.id = every.message_id) as subject,
      ${spreadsheetTime('created_at')}, ${spreadsheetTime('next_run_at')},
      (select count(*) from mailing_run where mailing_run.mailing_id = every.id) as runs,
      ${ofLatest(`to_char(latest.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')`)} as started_at,
      ${['total', 'sent', 'failed', 'skipped'].map((count) => `${ofLatest(`latest.${count}`)} as ${count}`).join()}`;

/**
 * Exports the mailings that the actor may see and that match the filter, oldest first, each with its latest
 * run, as a CSV file.
 */
export function exportMailings(ctx: Context, filter: MailingFilter): CsvExport {
  const { sql, params } = rowsWhere(ctx.em, Mailing, mailingsWhere(ctx, filter));
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: SELECTED,
  });
  return {
    name: 'mailings',
    titles: [
      'CSV_NUMBER',
      'CSV_NAME',
      'CSV_STATUS',
      'CSV_IS_ACTIVE',
      'REPORT_OWNER',
      'CSV_MESSAGE',
      'CSV_MADE',
      'CSV_NEXT_START',
      'CSV_RUNS',
      'CSV_LATEST_RUN',
      'REPORT_TOTAL',
      'REPORT_SENT',
      'REPORT_FAILED',
      'REPORT_SKIPPED',
    ],
    portions: cellsOf(portions, COLUMNS),
  };
}
