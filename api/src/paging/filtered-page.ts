import { raw, type FilterQuery, type QueryOrderMap } from '@mikro-orm/core';
import type { ClassType } from 'type-graphql';
import type { Context } from '../context/context.ts';
import type { Sql } from '../db/sql.ts';
import type { Filter } from './filter.ts';
import { compiled, EVERY, selectFrom, type ListQuery } from './select-from.ts';

/** So many rows are checked first, one after another. */
const NEAR = 4000;
/** The same beside other conditions: a search looks only at the rows for which these hold. */
const NEAR_BESIDE = 20_000;

interface Wanted<T> {
  within: FilterQuery<T>;
  filter: Filter<T>;
  orderBy: QueryOrderMap<T>;
  limit: number;
}

/**
 * The condition that a row is on a page of filtered rows. A filter that many rows match finds them soon along the list's
 * index; a filter with few matches finds them by an index of its own and sorts them. The planner would have
 * to guess which, and takes seconds if it is wrong. So the nearest rows are checked first, and only if they
 * do not fill the page all matches are collected: those of a search that finds few people, or else the rows for which
 * the other conditions hold, which are then searched in the list's order.
 */
export function onPage<T extends object>(
  ctx: Context,
  entity: ClassType<T>,
  wanted: Wanted<T>,
): FilterQuery<T> {
  const { near, looked, most, rest } = statementsOf(ctx, entity, wanted);
  const sql = `with near as materialized (${near.sql}) select id from near
    union all select id from (${rest.sql}) rest
      where (select count(*) from near) < ${wanted.limit} and (select count(*) from (${looked.sql}) looked) = ${most}`;
  const params = [...near.params, ...rest.params, ...looked.params];
  // The array keeps the planner from joining the whole list.
  return { [raw((alias) => `${alias}.id = any (array(${sql}))`, params) as never]: [] } as FilterQuery<T>;
}

/** SQL for the matches among the nearest rows, for these rows, and for all matches. */
function statementsOf<T extends object>(
  ctx: Context,
  entity: ClassType<T>,
  { within, filter: { ofRow, ofAll, search }, orderBy, limit }: Wanted<T>,
) {
  const list = selectFrom(ctx.em, entity, 'row').where(within as never);
  const collected = (where: FilterQuery<T>) =>
    list
      .clone()
      .andWhere(where as never)
      .limit(EVERY);
  const inOrder = (rows: ListQuery, where: FilterQuery<T> = {}) =>
    selectFrom(ctx.em, rows.select('*'), 'listed')
      .where(where as never)
      .orderBy(orderBy as never);
  const ids = (rows: ListQuery) => compiled(rows.select('id' as never).limit(limit));

  const beside = search?.beside;
  const most = beside ? NEAR_BESIDE : NEAR;
  const nearest = list
    .clone()
    .orderBy(orderBy as never)
    .limit(most);
  const few = ids(inOrder(collected(search?.ofFew ?? ofAll)));
  const ordered = beside && inOrder(collected(beside.conditions)).limit(EVERY);
  return {
    near: ids(inOrder(nearest, ofRow)),
    looked: compiled(list.select(raw('1') as never).limit(most)),
    most,
    rest: ordered ? either(search.isFew, few, ids(inOrder(ordered, beside.ofRow))) : few,
  };
}

/** The ids that the first statement finds if the condition is true, or else those that the second one finds. */
const either = (condition: Sql, first: Sql, second: Sql): Sql => ({
  sql: `with found as materialized (select ${condition.sql} as few)
    select id from (${first.sql}) first where (select few from found)
    union all select id from (${second.sql}) second where not (select few from found)`,
  params: [...condition.params, ...first.params, ...second.params],
});
