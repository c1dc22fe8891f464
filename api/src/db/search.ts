import { raw, type FilterQuery } from '@mikro-orm/core';

/**
 * Returns the condition that a text contains another, ignoring case, supported by its trigram index.
 * `expression` is the index's own, with `{}` for the table's alias. Returns an empty condition for a blank
 * search.
 */
export function contains<T>(expression: string, search: string | null | undefined): FilterQuery<T> {
  const wanted = wantedIn(search);
  if (wanted === '') return {} as FilterQuery<T>;
  const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
  return { [raw((alias) => expression.replaceAll('{}', alias))]: { $like: pattern } } as FilterQuery<T>;
}

/** Whether a search has no characters to search for. */
export const isBlank = (search: string | null | undefined) => wantedIn(search) === '';

/** The text to search for. PostgreSQL stores no NUL. */
export const wantedIn = (search: string | null | undefined) =>
  (search ?? '').replaceAll('\0', '').trim().toLowerCase();
