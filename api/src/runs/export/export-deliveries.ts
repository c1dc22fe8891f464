import type { Context } from '../../context/context.ts';
import { rowsInPortions, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { getRun } from '../run.access.ts';
import type { DeliveryState } from '../run.enums.ts';

const COLUMNS = [
  'email',
  'full_name',
  'state',
  'skip_reason',
  'tries',
  'sent_at',
  'next_try_at',
  'reply',
] as const;
type Row = Record<(typeof COLUMNS)[number], unknown>;

/**
 * The deliveries of a run in the order of its launch, with the server's last reply to each, as a CSV file. Throws NOT_FOUND for
 * a run that the actor does not see.
 */
export async function exportDeliveries(
  ctx: Context,
  { runId, state }: { runId: string; state: Exclude<DeliveryState, 'SENDING'> | null },
): Promise<CsvExport> {
  const run = await getRun(ctx, runId);
  const portions = rowsInPortions<Row>(ctx.em, {
    sql: `select * from delivery where run_id = ? and id between
        (select first_delivery_id from mailing_run where id = ?) and (select last_delivery_id from mailing_run where id = ?)
      ${state ? 'and state = ?' : ''}`,
    params: [run.id, run.id, run.id, ...(state ? [state] : [])],
    key: ['id'],
    columns: `every.email, state, skip_reason, tries, ${spreadsheetTime('sent_at')}, ${spreadsheetTime('next_try_at')},
      (select full_name from recipient where recipient.id = every.recipient_id) as full_name,
      (select server_response from attempt where delivery_id = every.id order by id desc limit 1) as reply`,
  });
  return {
    name: `deliveries-${run.id}`,
    titles: [
      'CSV_EMAIL',
      'CSV_FULL_NAME',
      'CSV_STATE',
      'CSV_SKIP_REASON',
      'CSV_TRIES',
      'CSV_SENT',
      'CSV_NEXT_TRY',
      'CSV_REPLY',
    ],
    portions: cellsOf(portions),
  };
}

async function* cellsOf(portions: AsyncIterable<Row[]>) {
  for await (const rows of portions) yield rows.map((row) => COLUMNS.map((column) => row[column]));
}
