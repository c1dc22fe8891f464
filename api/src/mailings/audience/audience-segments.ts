import { loaderOf, type Context } from '../../context/context.ts';
import type { Sql } from '../../db/sql.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import { waysIn } from '../../recipients/filter/matching-recipients.ts';
import { membersOfSegment } from '../../recipients/segments/segment.queries.ts';
import { Segment } from '../../recipients/segments/segment.entity.ts';

export const MOST_SEGMENTS = 20;

/** A segment as a part of an audience. */
export interface AudienceSegment {
  /** The recipients in it, as SQL that selects their numbers. */
  members: Sql;
  /** The lists through which people are in it; empty if it does not depend on any list. */
  lists: number[];
}

interface Row {
  mailing_id: number;
  owner_id: number;
  filter: Record<string, unknown>;
}

/** Returns the segments of a saved mailing. */
export async function segmentsForMailing(ctx: Context, mailingId: number): Promise<AudienceSegment[]> {
  const rows = await rowsOf(ctx, [mailingId]);
  return rows.map(({ owner_id: ownerId, filter }) => partOf(ctx, { ownerId, filter }));
}

const rowsOf = (ctx: Context, mailingIds: readonly number[]) =>
  ctx.em.execute<Row[]>(
    `select mailing_id, owner_id, filter from mailing_segment join segment on segment.id = segment_id
     where mailing_id = any (?::int[]) order by segment_id`,
    [`{${mailingIds.join()}}`],
  );

function partOf(
  ctx: Context,
  segment: { ownerId: number; filter: Record<string, unknown> },
): AudienceSegment {
  return { members: membersOfSegment(ctx.em, segment), lists: waysIn(segment.filter) };
}

/**
 * Returns segments of one owner, for an audience that is not saved yet. Throws INVALID if there are too many
 * or one is not the owner's.
 */
export async function segmentsOfOwner(
  ctx: Context,
  { ownerId, ids }: { ownerId: number; ids: number[] },
): Promise<AudienceSegment[]> {
  if (ids.length === 0) return [];
  if (ids.length > MOST_SEGMENTS) {
    throw invalid([fault('TOO_MANY', ['segmentIds'], { bound: MOST_SEGMENTS })]);
  }
  const segments = await ctx.em.find(Segment, { id: ids, owner: ownerId }, { orderBy: { id: 'asc' } });
  return segments.map(({ filter }) => partOf(ctx, { ownerId, filter }));
}

/** Returns those mailings that have a segment. */
export async function mailingsWithSegments(ctx: Context, ids: readonly number[]): Promise<number[]> {
  return [...new Set((await rowsOf(ctx, ids)).map((row) => row.mailing_id))];
}

/** Returns those mailings that have at least one person in their segments. */
export async function mailingsWithPeopleInSegments(ctx: Context, ids: readonly number[]): Promise<number[]> {
  const parts = (ids.length === 0 ? [] : await rowsOf(ctx, ids)).map(
    ({ mailing_id: id, owner_id: ownerId, filter }) => {
      const { sql, params } = membersOfSegment(ctx.em, { ownerId, filter });
      return { sql: `select ?::int as id where exists (${sql})`, params: [id, ...params] };
    },
  );
  if (parts.length === 0) return [];
  const rows = await ctx.em.execute<{ id: number }[]>(
    parts.map(({ sql }) => sql).join(' union '),
    parts.flatMap(({ params }) => params),
  );
  return rows.map(({ id }) => id);
}

/** The number of mailings that have each segment in their audience. */
export const mailingCountOfSegment = loaderOf<number, number>(async (ctx, ids) => {
  const rows = await ctx.em.execute<{ id: number; count: number }[]>(
    `select segment_id as id, count(*)::int as count from mailing_segment
     where segment_id = any (?::int[]) group by segment_id`,
    [`{${ids.join()}}`],
  );
  const byId = new Map(rows.map(({ id, count }) => [id, count]));
  return ids.map((id) => byId.get(id) ?? 0);
});
