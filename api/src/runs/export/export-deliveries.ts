import type { FilterQuery } from '@mikro-orm/core';
import type { QBFilterQuery } from '@mikro-orm/postgresql';
import type { Context } from '../../context/context.ts';
import { rowsInPortions, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { getRun } from '../run.access.ts';
import { Delivery } from '../delivery.entity.ts';
import type { DeliveryState, SkipReason } from '../run.enums.ts';
import { everyRow } from '../../paging/walk.ts';
import { deliveryRows } from '../delivery-log.queries.ts';
import type { DeliveryLogFilter } from '../run.inputs.ts';
import { deliveriesWhere } from '../run.queries.ts';
import { deliveriesAbout } from '../search-runs.ts';

const columns = [
  'email',
  'full_name',
  'state',
  'skip_reason',
  'tries',
  'sent_at',
  'next_try_at',
  'reply',
] as const;
const titles = [
  'CSV_EMAIL',
  'CSV_FULL_NAME',
  'CSV_STATE',
  'CSV_SKIP_REASON',
  'CSV_TRIES',
  'CSV_SENT',
  'CSV_NEXT_TRY',
  'CSV_REPLY',
] as const;
type Column = (typeof columns)[number] | 'mailing' | 'run_number';
type Row = Record<Column, unknown>;

const OF_MAILING = `,
  (select name from mailing where id = (select mailing_id from mailing_run where id = every.run_id)) as mailing,
  (select run_number from mailing_run where id = every.run_id) as run_number`;

interface WantedDeliveries {
  state: Exclude<DeliveryState, 'SENDING'> | null;
  skipReason: SkipReason | null;
  search: string | null;
}

/**
 * Exports the deliveries of a run in the order of its launch, with the server's last reply to each, as a CSV
 * file. Throws NOT_FOUND for a run that the actor may not see.
 */
export async function exportDeliveries(
  ctx: Context,
  runId: string,
  wanted: WantedDeliveries,
): Promise<CsvExport> {
  const run = await getRun(ctx, runId);
  return exportOf(ctx, { name: `deliveries-${run.id}`, where: { $and: conditionsOf(run.id, wanted) } });
}

/** Exports the deliveries of all runs that the actor may see and that match the filter, oldest first. */
export const exportDeliveryLog = (ctx: Context, filter: DeliveryLogFilter): CsvExport =>
  exportOf(ctx, { name: 'deliveries', where: everyRow(deliveryRows(ctx, filter)), hasMailing: true });

interface Exported {
  name: string;
  where: FilterQuery<Delivery>;
  /** Whether columns tell the mailing and the run. */
  hasMailing?: boolean;
}

function exportOf(ctx: Context, { name, where, hasMailing = false }: Exported): CsvExport {
  const { sql, params } = ctx.em
    .createQueryBuilder(Delivery, 'chosen')
    .select('*')
    .where(where as QBFilterQuery<Delivery, 'chosen'>)
    .getNativeQuery()
    .compile();
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: `every.email, state, skip_reason, tries, ${spreadsheetTime('sent_at')}, ${spreadsheetTime('next_try_at')},
      (select full_name from recipient where recipient.id = every.recipient_id) as full_name,
      (select server_response from attempt where attempt.run_id = every.run_id and delivery_id = every.id order by id desc limit 1) as reply${hasMailing ? OF_MAILING : ''}`,
  });
  const shown = hasMailing ? ([...columns, 'mailing', 'run_number'] as const) : columns;
  return {
    name,
    titles: [...titles, ...(hasMailing ? (['CSV_MAILING', 'CSV_RUN'] as const) : [])],
    portions: cellsOf(portions, shown),
  };
}

function conditionsOf(
  runId: number,
  { state, skipReason, search }: WantedDeliveries,
): FilterQuery<Delivery>[] {
  const found = deliveriesAbout(search, runId);
  return [
    deliveriesWhere(runId, {}),
    ...(state ? [state === 'PENDING' || state === 'SENT' ? { state } : { exception: state }] : []),
    ...(skipReason ? [{ skipReason }] : []),
    ...(found ? [found.ofAll] : []),
  ];
}

async function* cellsOf(portions: AsyncIterable<Row[]>, shown: readonly Column[]) {
  for await (const rows of portions) yield rows.map((row) => shown.map((column) => row[column]));
}
