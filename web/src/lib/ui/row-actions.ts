import type { MenuItem } from './menu-item.ts';

/** What can be done with a row, behind the button at its end. */
export interface RowActions<Row> {
  /** A row without items and without a deletion has no button. */
  items: (row: Row) => readonly MenuItem[];
  /** The last item, behind a question; nothing for a row that the viewer may not delete. */
  deletion?: (row: Row) => Deletion | null;
}

export interface Deletion {
  /** The item's word, if it is not "Delete". */
  label?: string;
  /** The question, which names the thing, and what goes with it. */
  title: string;
  text: string;
  /** The verb again: "Delete list". */
  action: string;
  /** Deletes, and shows what became of it. */
  run: () => Promise<unknown>;
}
