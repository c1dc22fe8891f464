import { fault, invalid } from '../errors/domain-error.ts';

/** Returns a value of a closed set in a query, or null if it is absent. Throws INVALID for any other. */
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

/** Returns an ISO 8601 time in a query, or null if it is absent. Throws INVALID for anything else. */
export function dateIn(query: URLSearchParams, name: string): Date | null {
  const value = query.get(name);
  if (!value) return null;
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw invalid([fault('WRONG_VALUE', [name])]);
  return date;
}

/** Returns a boolean in a query, or null if it is absent. Throws INVALID for anything else. */
export function booleanIn(query: URLSearchParams, name: string): boolean | null {
  const value = query.get(name);
  if (!value) return null;
  if (value !== 'true' && value !== 'false') throw invalid([fault('WRONG_VALUE', [name])]);
  return value === 'true';
}

/**
 * Returns a whole number of at least 0 in a query, or null if it is absent. Throws INVALID for anything else.
 */
export function numberIn(query: URLSearchParams, name: string): number | null {
  const value = query.get(name);
  if (!value) return null;
  if (!/^\d{1,9}$/.test(value)) throw invalid([fault('WRONG_VALUE', [name])]);
  return Number(value);
}
