import type { FilterQuery } from '@mikro-orm/core';
import type { QBFilterQuery } from '@mikro-orm/postgresql';
import type { Context } from '../../context/context.ts';
import { rowsInPortions, spreadsheetTime } from '../../db/rows-in-portions.ts';
import type { CsvExport } from '../../http/csv-answer.ts';
import { Recipient } from '../recipient.entity.ts';
import type { RecipientFilter } from '../recipient.inputs.ts';
import { recipientsWhere } from '../recipient.queries.ts';
import { recipientsMatching, validFilter } from '../filter/matching-recipients.ts';
import { getSegment } from '../segments/segment.access.ts';
import type { Segment } from '../segments/segment.entity.ts';

/** If there are more attribute names than this, they share one column, as JSON. */
const MOST_COLUMNS = 50;

interface Row {
  email: string;
  full_name: string;
  comment: string;
  status: string;
  lists: string | null;
  attributes: Record<string, unknown>;
  created_at: string;
  updated_at: string;
}

/**
 * Exports the recipients that the actor may see and that match the filter and the segment, if given, as a CSV file that can
 * be imported again: one column for each attribute. Throws NOT_FOUND for a segment that the actor may not see.
 */
export async function exportRecipients(
  ctx: Context,
  filter: RecipientFilter,
  segmentId?: string,
): Promise<CsvExport> {
  const where = [recipientsWhere(ctx, filter)];
  if (segmentId !== undefined) where.push(inSegment(await getSegment(ctx, segmentId)));
  const { sql, params } = ctx.em
    .createQueryBuilder(Recipient, 'chosen')
    .select('*')
    .where({ $and: where } as QBFilterQuery<Recipient, 'chosen'>)
    .getNativeQuery()
    .compile();
  const names = await ctx.em.execute<{ name: string }[]>(
    `select name from (${sql}) every, jsonb_object_keys(attributes) name group by name
     order by count(*) desc, name limit ${MOST_COLUMNS + 1}`,
    params,
  );
  const columns = names.length > MOST_COLUMNS ? null : names.map(({ name }) => name);
  const rows = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['created_at', 'id'],
    columns: `email, full_name, comment, status, attributes, ${spreadsheetTime('created_at')}, ${spreadsheetTime('updated_at')},
      (select string_agg(list.name, '; ' order by list.name) from recipient_list_member member
       join recipient_list list on list.id = member.list_id where member.recipient_id = every.id) as lists`,
  });
  return { name: 'recipients', titles: titlesOf(columns), portions: cellsOf(rows, columns) };
}

const titlesOf = (columns: string[] | null): CsvExport['titles'] => [
  'CSV_EMAIL',
  'CSV_FULL_NAME',
  'CSV_COMMENT',
  'CSV_STATUS',
  'CSV_LISTS',
  'CSV_CREATED',
  'CSV_UPDATED',
  ...(columns?.map((title) => ({ title })) ?? ['CSV_ATTRIBUTES' as const]),
];

const inSegment = ({ owner, filter }: Segment): FilterQuery<Recipient> => ({
  $and: [{ owner: owner.id }, ...recipientsMatching(validFilter(filter))],
});

async function* cellsOf(portions: AsyncIterable<Row[]>, columns: string[] | null) {
  for await (const rows of portions) yield rows.map((row) => knownOf(row).concat(attributesOf(row, columns)));
}

const knownOf = (row: Row): unknown[] => [
  row.email,
  row.full_name,
  row.comment,
  row.status,
  row.lists,
  row.created_at,
  row.updated_at,
];

const attributesOf = ({ attributes }: Row, columns: string[] | null): unknown[] =>
  columns ? columns.map((name) => attributes[name]) : [attributes];
