import type { Context } from '../../context/context.ts';
import type { Sql } from '../../db/sql.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import { waysIn } from '../../recipients/filter/matching-recipients.ts';
import { membersOfSegment } from '../../recipients/segments/segment.queries.ts';
import { Segment } from '../../recipients/segments/segment.entity.ts';

export const MOST_SEGMENTS = 20;

/** A segment as a part of an audience. */
export interface AudienceSegment {
  /** The recipients in it, as SQL of their numbers. */
  members: Sql;
  /** The lists through which they are in it; empty where they need not be in any. */
  lists: number[];
}

interface Row {
  mailing_id: number;
  owner_id: number;
  filter: Record<string, unknown>;
}

/** The segments of a saved mailing. */
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

/** Segments of one owner, for an audience that is being put together. Throws INVALID for too many. */
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

/** Those of the mailings that have a segment. */
export async function mailingsWithSegments(ctx: Context, ids: readonly number[]): Promise<number[]> {
  return [...new Set((await rowsOf(ctx, ids)).map((row) => row.mailing_id))];
}

/** Those of the mailings in whose segments there is anybody. */
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
