import { plain } from '../import/reading/plain-text.ts';
import type { Column } from '../import/reading/recognise-columns.ts';
import { statusOf } from '../import/reading/status-words.ts';

// Titles in products' and our own exports.
const REASONS = new Set(['reason', 'причина', 'type', 'тип', 'event', 'grund', 'raison', 'motivo', 'powod']);
const LIFTED = new Set(['lifted', 'lifted utc', 'снято', 'снято utc']);

/** Returns the columns of a file of suppressions: addresses and reasons; everything else is ignored. */
export function chosenColumns(
  { columns, rows }: { columns: Column[]; rows: string[][] },
  emailColumn: string | undefined,
): Column[] {
  const wished = emailColumn?.trim().toLowerCase();
  return columns.map((column, index) => ({
    name: column.name,
    attribute: column.attribute,
    field: fieldOf(column, { wished, values: rows.map((row) => row[index] ?? '') }),
  }));
}

function fieldOf(
  { name, field }: Column,
  { wished, values }: { wished: string | undefined; values: string[] },
): Column['field'] {
  const isEmail = wished === undefined ? field === 'EMAIL' : name.toLowerCase() === wished;
  if (isEmail) return 'EMAIL';
  const isReason = REASONS.has(plain(name)) && values.some((value) => value.trim() && statusOf(value, name));
  return field === 'STATUS' || isReason ? 'STATUS' : 'IGNORE';
}

/** Returns which column says that mail is allowed again. */
export function liftedColumn(columns: Column[]): number | null {
  const index = columns.findIndex(({ name }) => LIFTED.has(plain(name)));
  return index < 0 ? null : index;
}
