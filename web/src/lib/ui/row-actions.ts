import type { MenuItem } from './menu-item.ts';

/** The actions of a row, behind the button at its end. */
export interface RowActions<Row> {
  /** A row without items and without a deletion has no button. */
  items: (row: Row) => readonly MenuItem[];
  /** The last item, with a confirmation; null for a row that the viewer may not delete. */
  deletion?: (row: Row) => Deletion | null;
}

export interface Deletion {
  /** The item's label, if it is not "Delete". */
  label?: string;
  /** The question, which names the thing, and what is deleted with it. */
  title: string;
  text: string;
  /** The verb again: "Delete list". */
  action: string;
  /** It offers to be undone, so that nobody is asked before it. */
  isUndoable?: boolean;
  /** Deletes, and shows the result. */
  run: () => Promise<unknown>;
}
