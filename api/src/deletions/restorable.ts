import type { Codename } from '../context/actor.ts';
import type { DeletionKind } from './deletion.entity.ts';

/** A table with rows that are deleted with a thing. */
export interface Part {
  table: string;
  /** The column with the number of the thing. */
  key: string;
  /** If its rows only connect: the column with the number of the other thing, and the table of these. */
  with?: { column: string; things: string };
  /** Columns that the database fills in again. */
  without?: readonly string[];
}

/** A kind of things that can be restored. */
export interface Restorable {
  kind: DeletionKind;
  /** The permission to see the things of others. */
  seenWith: Codename;
  /** The table of the things, then those whose rows refer to it. */
  parts: readonly [Part, ...Part[]];
}
