import { fault, invalid } from '../errors/domain-error.ts';

/** A value of a closed set in a query; null if it is absent. Throws INVALID for any other. */
export function oneIn<T extends string>(
  query: URLSearchParams,
  name: string,
  known: Readonly<Record<T, T>>,
): T | null {
  const value = query.get(name);
  if (!value) return null;
  if (!Object.hasOwn(known, value)) throw invalid([fault('WRONG_VALUE', [name])]);
  return value as T;
}

/** A time in a query, as ISO 8601; null if it is absent. Throws INVALID for anything else. */
export function dateIn(query: URLSearchParams, name: string): Date | null {
  const value = query.get(name);
  if (!value) return null;
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw invalid([fault('WRONG_VALUE', [name])]);
  return date;
}
