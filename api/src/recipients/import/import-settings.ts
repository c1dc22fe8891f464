import { registerEnumType } from 'type-graphql';
import type { Column } from './reading/recognise-columns.ts';

export const ImportConflictPolicy = { UPDATE: 'UPDATE', SKIP: 'SKIP' } as const;
export type ImportConflictPolicy = keyof typeof ImportConflictPolicy;
registerEnumType(ImportConflictPolicy, {
  name: 'ImportConflictPolicy',
  description: 'What happens to recipients that exist already. Lists take them in either way.',
  valuesConfig: {
    UPDATE: { description: "The file's values replace theirs." },
    SKIP: { description: 'Their values stay as they are.' },
  },
});

export const ImportBlanks = { KEEP: 'KEEP', REPLACE: 'REPLACE' } as const;
export type ImportBlanks = keyof typeof ImportBlanks;
registerEnumType(ImportBlanks, {
  name: 'ImportBlanks',
  description: 'What an empty cell does to the value of an existing recipient.',
  valuesConfig: {
    KEEP: { description: 'The value stays.' },
    REPLACE: { description: 'The value is removed.' },
  },
});

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
