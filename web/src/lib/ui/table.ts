import type { Sorting } from '#lib/url/sorting.ts';

export interface Column {
  label: string;
  /** The order field of the API, if the column can be sorted. */
  sort?: string;
  isNumeric?: boolean;
  /** Left out of a table under 576 px: what matters of it stands in the first column's second line. */
  isWide?: boolean;
  /** Left out of a table under 896 px. */
  isExtraWide?: boolean;
  /** The first to go, under 1152 px. */
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
