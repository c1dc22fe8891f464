import type { Context } from '../../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { Webhook } from '../webhook.entity.ts';

const COLUMNS = [
  'id',
  'url',
  'events',
  'is_enabled',
  'disabled_as',
  'failing_since',
  'succeeded_at',
  'created_at',
] as const;
type Row = Record<(typeof COLUMNS)[number], unknown>;

/** Exports the actor's webhooks, oldest first, without their secrets, as a CSV file. */
export function exportWebhooks(ctx: Context): CsvExport {
  const { sql, params } = rowsWhere(ctx.em, Webhook, { owner: ctx.actor.id ?? 0 });
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: `every.id, every.url, array_to_string(every.events, ' ') as events,
      (every.disabled_at is null)::text as is_enabled, every.disabled_as,
      ${spreadsheetTime('failing_since')}, ${spreadsheetTime('succeeded_at')}, ${spreadsheetTime('created_at')}`,
  });
  return {
    name: 'webhooks',
    titles: [
      'CSV_NUMBER',
      'CSV_URL',
      'CSV_EVENTS',
      'CSV_IS_ENABLED',
      'CSV_DISABLED_AS',
      'CSV_FAILING_SINCE',
      'CSV_SUCCEEDED',
      'CSV_MADE',
    ],
    portions: cellsOf(portions, COLUMNS),
  };
}
