import { apiEnum } from '../../closed-set.ts';
import type { Column } from './reading/recognise-columns.ts';
import type { Refusal } from './reading/status-words.ts';

export const ImportConflictPolicy = apiEnum(
  'ImportConflictPolicy',
  'What happens to existing recipients. They are added to lists in either case.',
  {
    UPDATE: "Their values are replaced by the file's.",
    SKIP: 'Their values are kept.',
  },
);
export type ImportConflictPolicy = keyof typeof ImportConflictPolicy;

export const ImportBlanks = apiEnum('ImportBlanks', 'What an empty cell means for an existing recipient.', {
  KEEP: "The recipient's value is kept.",
  REPLACE: "The recipient's value is removed.",
});
export type ImportBlanks = keyof typeof ImportBlanks;

/** How the rows of a file are read and what happens to them; fixed when the import is created. */
export interface ImportSettings {
  encoding: string;
  delimiter: string;
  hasHeader: boolean;
  /** Number of characters before the rows, and the line on which they begin. */
  skip: number;
  line: number;
  /** Whether it is a list of addresses, with several on a line. */
  isList?: boolean;
  columns: Column[];
  onConflict: ImportConflictPolicy;
  blanks: ImportBlanks;
  /** Numbers of existing lists. */
  listIds: number[];
  /** Names of lists, which are created with the first rows that are saved. */
  newLists: string[];
  /** Numbers of lists that the import has created. */
  madeListIds: number[];
  /** For a file of suppressions; absent for one of recipients. */
  refusals?: RefusalSettings;
}

export interface RefusalSettings {
  /** For rows without a reason, or with an unknown one. */
  reason: Refusal;
  /** The index of the column that is filled for people who get mail again; null if there is none. */
  lifted: number | null;
}
