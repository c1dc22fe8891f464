import { countOf } from './read-params.ts';

export const pageSize = 50;

interface Paging {
  first: number | null;
  after: string | null;
  last: number | null;
  before: string | null;
}

/** The keyset page in the URL: the first one, or the one after or before a cursor. */
export function pagingOf(params: Pick<URLSearchParams, 'get'>, size: number = pageSize): Paging {
  const before = params.get('before');
  if (before) return { first: null, after: null, last: size, before };
  return { first: size, after: params.get('after'), last: null, before: null };
}

/** The page's number, counted on the way here; only for "51–100 of 1,240". */
export function pageNumberOf(params: Pick<URLSearchParams, 'get'>): number {
  return countOf(params, 'page') ?? 1;
}
