import { apiEnum } from '../../closed-set.ts';
import type { Column } from './reading/recognise-columns.ts';

export const ImportConflictPolicy = apiEnum(
  'ImportConflictPolicy',
  'What happens to recipients that exist already. Lists take them in either way.',
  {
    UPDATE: "The file's values replace theirs.",
    SKIP: 'Their values stay as they are.',
  },
);
export type ImportConflictPolicy = keyof typeof ImportConflictPolicy;

export const ImportBlanks = apiEnum(
  'ImportBlanks',
  'What an empty cell does to the value of an existing recipient.',
  {
    KEEP: 'The value stays.',
    REPLACE: 'The value is removed.',
  },
);
export type ImportBlanks = keyof typeof ImportBlanks;

/** How the rows of a file are read, and what becomes of them; settled when an import is created. */
export interface ImportSettings {
  encoding: string;
  delimiter: string;
  hasHeader: boolean;
  /** Characters before the rows, and the line that they begin on. */
  skip: number;
  line: number;
  columns: Column[];
  onConflict: ImportConflictPolicy;
  blanks: ImportBlanks;
  /** Existing lists. */
  listIds: number[];
  /** Lists by name, made with the first rows that are saved. */
  newLists: string[];
  /** Lists that the import has made. */
  madeListIds: number[];
}
