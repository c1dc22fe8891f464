import { DomainError } from '../../errors/domain-error.ts';
import { ImportField, type ImportColumnInput } from './import.inputs.ts';
import { ImportBlanks, ImportConflictPolicy } from './import-settings.ts';
import type { ImportFile } from './import-file.ts';

/** Options of the command `import_recipients` as typed. */
export interface ImportOptions {
  owner: string;
  list?: string[];
  emailColumn?: string;
  map?: string[];
  encoding?: string;
  sheet?: string;
  onExisting: string;
  blanks: string;
  rejected?: string;
  dryRun?: boolean;
}

/** Parses the options. Throws INVALID for invalid ones. */
export function readImportOptions(options: ImportOptions): Pick<ImportFile, 'reading' | 'rules' | 'part'> {
  const { emailColumn, map = [], encoding, onExisting, blanks, list = [], dryRun = false } = options;
  const columns = map.map(columnOf);
  if (emailColumn !== undefined) columns.push({ column: emailColumn, field: 'EMAIL' });
  return {
    part: options.sheet ?? null,
    reading: { encoding },
    rules: {
      columns,
      dryRun,
      onConflict: choice('--on-existing', onExisting, ImportConflictPolicy),
      blanks: choice('--blanks', blanks, ImportBlanks),
      newLists: list,
    },
  };
}

function choice<T extends string>(option: string, text: string, among: Record<T, T>): T {
  const wanted = text.trim().toUpperCase();
  if (wanted in among) return wanted as T;
  const choices = Object.keys(among).join(', ').toLowerCase();
  throw new DomainError('INVALID', { key: 'CLI_WRONG_CHOICE', params: { option, choices } });
}

/**
 * Parses `Mobile=attribute:phone`, `Vorname=given_name` or `Id=ignore`. The title may contain an equals sign.
 */
function columnOf(text: string): ImportColumnInput {
  const [, column, field, attribute] = /^(.+)=\s*([a-z_]+)\s*(?::(.+))?$/i.exec(text) ?? [];
  const known = aliases[field?.toLowerCase() ?? ''] ?? field?.toUpperCase();
  if (column !== undefined && known !== undefined && known in ImportField) {
    return {
      column: column.trim(),
      field: known as ImportField,
      ...(attribute && { attribute: attribute.trim() }),
    };
  }
  const fields = Object.keys(ImportField).join(', ').toLowerCase();
  throw new DomainError('INVALID', { key: 'CLI_WRONG_MAP', params: { text, fields } });
}

const aliases: Record<string, ImportField> = {
  name: 'FULL_NAME',
  first_name: 'GIVEN_NAME',
  last_name: 'FAMILY_NAME',
};
