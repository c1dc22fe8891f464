import type { FilterQuery } from '@mikro-orm/core';
import type { Sql } from '../db/sql.ts';

/**
 * Conditions on a list's rows that no index supports in the list's order. In two forms: one to check a given
 * row cheaply, and one to find all rows that match.
 */
export interface Filter<T> {
  ofRow: FilterQuery<T>;
  ofAll: FilterQuery<T>;
  /** Set if the conditions contain a search. */
  search?: {
    /** Finds all rows that match, faster than `ofAll` if they are few, and slower if they are many. */
    ofFew: FilterQuery<T>;
    /** A value that is true if the search alone finds few people. */
    isFew: Sql;
    /** Set if there are other conditions: these, and the search to check one of their rows. */
    beside?: { conditions: FilterQuery<T>; ofRow: FilterQuery<T> };
  };
}

/** A filter that is nothing but a search. */
export type SearchFilter<T> = Required<Filter<T>>;

/** A filter of conditions that must all hold; undefined without conditions. */
export function filterOf<T>(conditions: FilterQuery<T>[]): Filter<T> | undefined {
  if (conditions.length === 0) return undefined;
  const all = { $and: conditions } as FilterQuery<T>;
  return { ofRow: all, ofAll: all };
}

/** A filter of conditions and a search, which must all hold; undefined without any. */
export function filterBeside<T>(
  conditions: FilterQuery<T>[],
  filter: SearchFilter<T> | undefined,
): Filter<T> | undefined {
  if (!filter) return filterOf(conditions);
  if (conditions.length === 0) return filter;
  const { ofRow, ofAll, search } = filter;
  const both = (form: FilterQuery<T>) => ({ $and: [...conditions, form] }) as FilterQuery<T>;
  const beside = { conditions: { $and: conditions } as FilterQuery<T>, ofRow };
  return {
    ofRow: both(ofRow),
    ofAll: both(ofAll),
    search: { ofFew: both(search.ofFew), isFew: search.isFew, beside },
  };
}
