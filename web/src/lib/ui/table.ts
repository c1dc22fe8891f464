import type { Sorting } from '#lib/url/sorting.ts';

export interface Column {
  label: string;
  /** The API's order field, if the column can be sorted. */
  sort?: string;
  isNumeric?: boolean;
  /** Hidden in a table under 576 px; its essentials are in the first column's second line. */
  isWide?: boolean;
  /** Hidden in a table under 896 px. */
  isExtraWide?: boolean;
  /** The first to be hidden, under 1152 px. */
  isWidest?: boolean;
  class?: string;
}

export interface SortState extends Sorting<string> {
  hrefOf: (field: string) => string;
}

/** Classes that a column's head and its cells share. */
export function cellClass(
  column: Pick<Column, 'isNumeric' | 'isWide' | 'isExtraWide' | 'isWidest' | 'class'>,
): string {
  return [
    column.isNumeric ? 'text-right tnum' : '',
    column.isWidest ? '@max-6xl:hidden' : '',
    column.isExtraWide ? '@max-4xl:hidden' : '',
    column.isWide ? '@max-xl:hidden' : '',
    column.class ?? '',
  ].join(' ');
}

/** The classes of a cell. A table has hundreds, and as components they would take a phone longest to bring to life. */
export const cell = (column: Parameters<typeof cellClass>[0] = {}): string =>
  `px-3 py-1.5 first:pl-4 last:pr-4 ${cellClass(column)}`;
