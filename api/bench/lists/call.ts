import type { people } from './seed.ts';

/** The user who sends a request. */
export type Asker = keyof typeof people;

/** A request, and how long it may take. */
export interface Call {
  name: string;
  query: string;
  variables: Record<string, unknown>;
  /** Milliseconds in 95 of 100 cases. */
  goal: number;
}

/** Facts about the database that are looked up first: cursors in the middle of lists, and ids. */
export interface Found {
  middle: (orderBy: object) => string;
  everybody: string;
  small: string;
  largestRun: string;
  mailing: string;
}

/** The milliseconds that a page may take. */
export const PAGE = 50;
/** The milliseconds that a search may take. */
export const SEARCH = 100;
export const INFO = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
