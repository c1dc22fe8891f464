import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager, QBFilterQuery } from '@mikro-orm/postgresql';
import { idOf } from '../../access/owned-things.ts';
import { loaderOf, type Context } from '../../context/context.ts';
import { contains } from '../../db/search.ts';
import type { Sql } from '../../db/sql.ts';
import { recipientsMatching, validFilter } from '../filter/matching-recipients.ts';
import { Recipient } from '../recipient.entity.ts';
import { visibleSegments } from './segment.access.ts';
import { Segment } from './segment.entity.ts';
import type { SegmentFilter } from './segment.inputs.ts';

/** The segments that the actor may see and that match the filter. */
export function segmentsWhere(ctx: Context, filter?: SegmentFilter | null): FilterQuery<Segment> {
  const { search, ownerId } = filter ?? {};
  const conditions: FilterQuery<Segment>[] = [visibleSegments(ctx.actor), contains('lower({}.name)', search)];
  if (ownerId) conditions.push({ owner: idOf(ownerId) ?? 0 });
  return { $and: conditions };
}

/** The recipients in a segment, as SQL that selects their numbers. */
export function membersOfSegment(
  em: EntityManager,
  { ownerId, filter }: { ownerId: number; filter: Record<string, unknown> },
): Sql {
  const { sql, params } = em
    .createQueryBuilder(Recipient, 'matching')
    .select('matching.id')
    .where({ $and: [{ owner: ownerId }, ...recipientsMatching(validFilter(filter))] } as QBFilterQuery<
      Recipient,
      'matching'
    >)
    .getNativeQuery()
    .compile();
  return { sql, params: [...params] };
}

/** How many recipients of any status are in each segment. */
export const recipientCountOfSegment = loaderOf<number, number>(async (ctx, ids) => {
  const segments = await ctx.em.find(Segment, ids);
  const counts = segments.map(({ id, owner, filter }) => {
    const { sql, params } = membersOfSegment(ctx.em, { ownerId: owner.id, filter });
    return {
      sql: `select ?::int as id, count(*)::int as count from (${sql}) members`,
      params: [id, ...params],
    };
  });
  if (counts.length === 0) return ids.map(() => 0);
  const rows = await ctx.em.execute<{ id: number; count: number }[]>(
    counts.map(({ sql }) => sql).join(' union all '),
    counts.flatMap(({ params }) => params),
  );
  const byId = new Map(rows.map(({ id, count }) => [id, count]));
  return ids.map((id) => byId.get(id) ?? 0);
});
