import { raw } from '@mikro-orm/core';
import type { QBFilterQuery } from '@mikro-orm/postgresql';
import type { ClassType } from 'type-graphql';
import type { Context } from '../context/context.ts';
import type { Sql } from '../db/sql.ts';
import { countedUpTo, idsIn, ofParents, type Counted, type CountOfParent } from './count.ts';
import type { Filter, Rows } from './walk.ts';

/** Each match of a search is looked for on its own, so no more are counted. */
const MOST_MATCHES = 1000;
/** So many rows of a list are looked at first, one after another. */
const FIRST_ROWS = 10_000;
/** The count ends there if so many of them match: to collect all matches would take seconds. */
const MANY = 100;

/** A list in which few or many rows may match; its conditions may refer to a parent as `parent.id`. */
type Searched<T> = Rows<T> & { filter: Filter<T> };

/**
 * Counts the rows of a list that match, in one statement for all parents. Few matches are counted by an index of their
 * own; many are found soon among the first rows, and then the number is that of those.
 */
export async function countMatches<T extends object>(
  ctx: Context,
  { entity, searched }: { entity: ClassType<T>; searched: Searched<T> },
  parents: number[],
): Promise<Counted[]> {
  const { rows, hits, few } = statementsOf(ctx, entity, searched);
  const counted = await ctx.em.execute<(CountOfParent & { isPartial: boolean })[]>(
    `select parent.id as "parentId", "isPartial", case when "isPartial" or looked < ${FIRST_ROWS} then hits
         else (select count(*)::int from (${few.sql}) child) end as count
     from unnest(?::bigint[]) parent (id)
     cross join lateral (select count(*)::int as looked from (${rows.sql}) child) first_rows
     cross join lateral (select count(*)::int as hits from (${hits.sql}) child) near
     cross join lateral (select looked = ${FIRST_ROWS} and hits >= ${MANY} as "isPartial") known`,
    [...few.params, idsIn(parents), ...rows.params, ...hits.params],
  );
  return ofParents(counted, parents, ({ count, isPartial }) =>
    isPartial ? { count: Math.min(count, MOST_MATCHES), isExact: false } : countedUpTo(count, MOST_MATCHES),
  );
}

/** SQL for the first rows, for those of them that match, and for all that match if they are few. */
function statementsOf<T extends object>(
  { em }: Context,
  entity: ClassType<T>,
  { where, filter, sort }: Searched<T>,
): Record<'rows' | 'hits' | 'few', Sql> {
  const builder = em.createQueryBuilder(entity, 'child').where(where as QBFilterQuery<T, 'child'>);
  const one = raw('1') as never;
  const orderBy = { [sort.field]: sort.direction, id: sort.direction };
  const first = builder
    .clone()
    .select('*')
    .orderBy(orderBy as never)
    .limit(FIRST_ROWS);
  const near = em.createQueryBuilder(first as never, 'near').select(one);
  const few = builder.clone().andWhere((filter.ofFew ?? filter.ofAll) as QBFilterQuery<T, 'child'>);
  return {
    rows: sqlOf(builder.clone().select(one).limit(FIRST_ROWS)),
    hits: sqlOf(near.where(filter.ofRow as never).limit(MOST_MATCHES + 1)),
    few: sqlOf(few.select(one).limit(MOST_MATCHES + 1)),
  };
}

const sqlOf = (builder: { getNativeQuery(): { compile(): Sql } }): Sql => builder.getNativeQuery().compile();
