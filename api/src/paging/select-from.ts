import type { EntityManager, QueryBuilder } from '@mikro-orm/postgresql';
import type { Sql } from '../db/sql.ts';

/** A query for the rows of any list; what they are is known where they are read. */
export type ListQuery = QueryBuilder<object, string>;

/** A limit that no list reaches: the planner plans such a query by itself, whatever stands around it. */
export const EVERY = 2 ** 31 - 1;

/** Begins a query for the rows of an entity, or of another query. */
export const selectFrom = (em: EntityManager, source: unknown, alias: string): ListQuery =>
  em.createQueryBuilder<object, string>(source as never, alias);

export const compiled = (query: ListQuery): Sql => query.getNativeQuery().compile() as Sql;
