import type { Context } from '../../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { visibleSenders } from '../sender.access.ts';
import { SenderIdentity } from '../sender-identity.entity.ts';
import type { SenderFilter } from '../sender.inputs.ts';
import { isVerified, ownedWhere } from '../sender.queries.ts';

const COLUMNS = [
  'id',
  'name',
  'address',
  'reply_to',
  'is_default',
  'is_verified',
  'owner',
  'created_at',
] as const;
type Row = Record<(typeof COLUMNS)[number], unknown> & { address: string; owner_id: number };

/** Exports the senders that the actor may see and that match the filter, oldest first, as a CSV file. */
export function exportSenders(ctx: Context, filter: SenderFilter): CsvExport {
  const where = ownedWhere<SenderIdentity>(visibleSenders(ctx.actor), filter);
  const { sql, params } = rowsWhere(ctx.em, SenderIdentity, where);
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: `every.id, every.name, every.address, every.reply_to, every.is_default::text as is_default,
      every.owner_id, ${spreadsheetTime('created_at')},
      (select full_name from "user" where "user".id = every.owner_id) as owner`,
  });
  return {
    name: 'senders',
    titles: [
      'CSV_NUMBER',
      'CSV_NAME',
      'CSV_ADDRESS',
      'CSV_REPLY_TO',
      'CSV_IS_DEFAULT',
      'CSV_IS_VERIFIED',
      'REPORT_OWNER',
      'CSV_MADE',
    ],
    portions: cellsOf(withVerification(ctx, portions), COLUMNS),
  };
}

async function* withVerification(ctx: Context, portions: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  for await (const rows of portions) {
    const senders = rows.map(({ address, owner_id: id }) => ({ address, owner: { id } }));
    const verified = await isVerified(ctx).loadMany(senders);
    rows.forEach((row, at) => (row.is_verified = String(verified[at])));
    yield rows;
  }
}
