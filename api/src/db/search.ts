import { raw, type FilterQuery } from '@mikro-orm/core';

/**
 * A part of a text without regard to case, found by its trigram index. `expression` is the index's own, with `{}` for
 * the table's alias. No condition at all where nothing was typed.
 */
export function contains<T>(expression: string, search: string | null | undefined): FilterQuery<T> {
  const wanted = wantedIn(search);
  if (wanted === '') return {} as FilterQuery<T>;
  const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
  return { [raw((alias) => expression.replaceAll('{}', alias))]: { $like: pattern } } as FilterQuery<T>;
}

/** Whether nothing was typed that could be searched for. */
export const isBlank = (search: string | null | undefined) => wantedIn(search) === '';

/** What is searched for. PostgreSQL knows no NUL. */
export const wantedIn = (search: string | null | undefined) =>
  (search ?? '').replaceAll('\0', '').trim().toLowerCase();
