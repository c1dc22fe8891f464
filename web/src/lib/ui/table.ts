import type { Sorting } from '#lib/url/sorting.ts';

export interface Column {
  label: string;
  /** The order field of the API, where the column can be sorted. */
  sort?: string;
  isNumeric?: boolean;
  /** Left out under 640 px: what matters of it stands in the first column's second line. */
  isWide?: boolean;
  /** Left out under 1024 px. */
  isExtraWide?: boolean;
  class?: string;
}

export interface SortState extends Sorting<string> {
  hrefOf: (field: string) => string;
}

/** Classes that a column's head and its cells share. */
export function cellClass(column: Pick<Column, 'isNumeric' | 'isWide' | 'isExtraWide' | 'class'>): string {
  return [
    column.isNumeric ? 'text-right tnum' : '',
    column.isExtraWide ? 'max-lg:hidden' : '',
    column.isWide ? 'max-sm:hidden' : '',
    column.class ?? '',
  ].join(' ');
}
