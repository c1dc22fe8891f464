import type { MenuItem } from './menu-item.ts';

/** The actions of a row, behind the button at its end. */
export interface RowActions<Row> {
  /** A row without items and without a deletion has no button. */
  items: (row: Row) => readonly MenuItem[];
  /** The last item; null for a row that the viewer may not delete. */
  deletion?: (row: Row) => Deletion | null;
}

export interface Deletion {
  /** The item's label, if it is not "Delete". */
  label?: string;
  /** The question before it; none if it offers to be undone. */
  question?: {
    /** Names the thing. */
    title: string;
    /** What is deleted with it. */
    text: string;
    /** The verb again: "Delete list". */
    action: string;
  };
  /** Deletes, and shows the result. */
  run: () => Promise<unknown>;
}
