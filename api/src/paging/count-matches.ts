import { raw, type FilterQuery } from '@mikro-orm/core';
import type { ClassType } from 'type-graphql';
import type { Context } from '../context/context.ts';
import type { Sql } from '../db/sql.ts';
import { countedUpTo, exactly, idsIn, type Counted, type CountOfParent } from './count.ts';
import type { SearchFilter } from './filter.ts';
import { compiled, EVERY, selectFrom, type ListQuery } from './select-from.ts';
import type { Rows } from './walk.ts';

/** Each match of a search is looked for on its own, so no more are counted. */
const MOST_MATCHES = 1000;
/** So many rows of a list are looked at first, one after another. */
const FIRST_ROWS = 10_000;
/** The same beside other conditions: a search looks only at the rows for which these hold. */
const FIRST_ROWS_BESIDE = 20_000;
/** The count ends there if so many of them match: to collect all matches would take seconds. */
const MANY = 100;

/** A list in which few or many rows may match; its conditions may refer to a parent as `parent.id`. */
type Searched<T> = Omit<Rows<T>, 'filter'> & { filter: Pick<SearchFilter<T>, 'ofRow' | 'search'> };

/**
 * Counts the rows of a list that match, for all parents. Few matches are counted by an index of their own; many are
 * found soon among the first rows, and then the number is that of those. Takes one statement, and up to three more
 * for the parents whose first rows do not tell.
 */
export async function countMatches<T extends object>(
  ctx: Context,
  { entity, searched }: { entity: ClassType<T>; searched: Searched<T> },
  parents: number[],
): Promise<Counted[]> {
  const known = new Map<number, Counted>();
  for (const { sql, params } of stepsOf(ctx, entity, searched)) {
    const open = parents.filter((parent) => !known.has(parent));
    if (open.length === 0) break;
    const rows = await ctx.em.execute<(CountOfParent & { isAll: boolean })[]>(
      `select parent.id as "parentId", step.count, step.is_all as "isAll"
       from unnest(?::bigint[]) parent (id) cross join lateral (${sql}) step`,
      [idsIn(open), ...params],
    );
    for (const { parentId, count, isAll } of rows)
      known.set(
        Number(parentId),
        isAll ? countedUpTo(count, MOST_MATCHES) : { count: Math.min(count, MOST_MATCHES), isExact: false },
      );
  }
  return parents.map((parent) => known.get(parent) ?? exactly(0));
}

/** SQL for a row with the number of matches and whether these are all; or for no row, if it cannot tell. */
function stepsOf<T extends object>(
  { em }: Context,
  entity: ClassType<T>,
  { where, filter: { ofRow, search }, sort }: Searched<T>,
): Sql[] {
  const list = selectFrom(em, entity, 'child').where(where as never);
  const matching = (condition: FilterQuery<T>) => list.clone().andWhere(condition as never);
  const inOrder = list.clone().orderBy({ [sort.field]: sort.direction, id: sort.direction } as never);
  const matchesIn = (rows: ListQuery, most: number, condition: FilterQuery<T>) =>
    selectFrom(em, rows.clone().select('*').limit(most), 'looked').where(condition as never);
  const among = (rows: ListQuery, most: number, condition: FilterQuery<T>): Looked => ({
    most,
    rows: ones(rows, most),
    hits: ones(matchesIn(rows, most, condition)),
  });
  const few = all(ones(matching(search.ofFew)));
  const { isFew, beside } = search;
  if (!beside) return [ifTelling(among(inOrder, FIRST_ROWS, ofRow)), few];
  const candidates = matching(beside.conditions);
  return [
    ifTelling(among(inOrder, FIRST_ROWS_BESIDE, ofRow)),
    { sql: `${few.sql} where ${isFew.sql}`, params: [...few.params, ...isFew.params] },
    ifTelling(among(candidates, FIRST_ROWS_BESIDE, beside.ofRow)),
    upToMany(ones(matchesIn(candidates, EVERY, beside.ofRow), MANY + 1)),
  ];
}

/** So many rows at most, and those of them that match. */
interface Looked {
  most: number;
  rows: Sql;
  hits: Sql;
}

const all = ({ sql, params }: Sql): Sql => ({
  sql: `select ${numberOf(sql)} as count, true as is_all`,
  params,
});

/** Unless others may match and these are not many. */
const ifTelling = ({ most, rows, hits }: Looked): Sql => ({
  sql: `select * from (select ${numberOf(hits.sql)} as count, ${numberOf(rows.sql)} < ${most} as is_all) first_rows
    where is_all or count >= ${MANY}`,
  params: [...hits.params, ...rows.params],
});

/** Of matches that were counted until they were many. */
const upToMany = ({ sql, params }: Sql): Sql => ({
  sql: `select count, count <= ${MANY} as is_all from (select ${numberOf(sql)} as count) counted`,
  params,
});

const ones = (query: ListQuery, most = MOST_MATCHES + 1): Sql =>
  compiled(
    query
      .clone()
      .select(raw('1') as never)
      .limit(most),
  );

const numberOf = (sql: string) => `(select count(*)::int from (${sql}) child)`;
