import { knownFields, rankOf, type KnownField } from './column-titles.ts';
import { plain } from './plain-text.ts';
import { parseCell, trimmed } from './read-address.ts';
import { isPlainNo, statusOf } from './status-words.ts';

export type ColumnField = KnownField | 'ATTRIBUTE' | 'IGNORE';

/** A column of a file, and what becomes of it. */
export interface Column {
  /** Its title, made one of its own where another column has the same. */
  name: string;
  field: ColumnField;
  /** The attribute that it becomes; its name unless another was wished. */
  attribute: string;
}

export const MOST_COLUMNS = 200;
const LONGEST_TITLE = 200;

/** The columns of a file by its first row, or by their numbers where that has no titles. */
export function namedColumns(titles: string[], hasHeader: boolean): string[] {
  const taken = new Map<string, number>();
  return titles.map((title, index) => {
    const name = (hasHeader && cleanTitle(title)) || `column${index + 1}`;
    let own = name;
    let count = taken.get(name.toLowerCase()) ?? 1;
    while (taken.has(own.toLowerCase())) own = `${name} ${++count}`;
    taken.set(name.toLowerCase(), count).set(own.toLowerCase(), 1);
    return own;
  });
}

const cleanTitle = (title: string) =>
  trimmed(title)
    .replaceAll(/[\p{Cf}]/gu, '')
    .replaceAll(/[\s\p{Z}\p{Cc}]+/gu, ' ')
    .slice(0, LONGEST_TITLE)
    .toWellFormed();

/**
 * What columns are meant for, by their titles and by what stands in their first rows. A meaning is given once, to the
 * surest, but for the status, of which products write parts apart; everything else becomes an attribute of the title's name. The address column is the one that has addresses,
 * whatever it is called; none where none has.
 */
export function recogniseColumns(names: string[], rows: string[][]): Column[] {
  const columns: Column[] = names.map((name) => ({ name, field: 'ATTRIBUTE', attribute: name }));
  const email = findAddresses(names, rows);
  if (email >= 0) columns[email]!.field = 'EMAIL';
  for (const [index, column] of columns.entries()) {
    const isTitled = column.field === 'ATTRIBUTE' && rankOf('STATUS', column.name) !== null;
    if (isTitled && saysStatus(valuesOf(rows, index), column.name)) column.field = 'STATUS';
  }
  for (const field of knownFields.filter((known) => known !== 'EMAIL' && known !== 'STATUS')) {
    const surest = surestFor(field, columns);
    if (surest) surest.field = field;
  }
  settleNames(columns);
  return columns;
}

function surestFor(field: KnownField, columns: Column[]): Column | undefined {
  const ranked = columns
    .filter((column) => column.field === 'ATTRIBUTE')
    .map((column) => ({ column, rank: rankOf(field, column.name) }))
    .filter((one): one is { column: Column; rank: number } => one.rank !== null);
  return ranked.toSorted((a, b) => a.rank - b.rank)[0]?.column;
}

/** `Name` beside a first name alone is the family's, as in German lists. */
function settleNames(columns: Column[]): void {
  const of = (field: KnownField) => columns.find((column) => column.field === field);
  const full = of('FULL_NAME');
  if (
    full &&
    plain(full.name) === 'name' &&
    plain(of('GIVEN_NAME')?.name ?? '') === 'vorname' &&
    !of('FAMILY_NAME')
  ) {
    full.field = 'FAMILY_NAME';
  }
}

const valuesOf = (rows: string[][], index: number) =>
  rows.map((row) => trimmed(row[index] ?? '')).filter((value) => value !== '');

// Beyond so many ranks a title means an address of mail only where its values are.
const UNSURE = new Set(['address', 'адрес', 'subscriber', 'почта', 'почтовый адрес', 'mail', 'contact']);

function findAddresses(names: string[], rows: string[][]): number {
  const scores = names.map((name, index) => {
    const values = valuesOf(rows, index);
    const valid = values.filter((value) => parseCell(value).ok).length;
    const rank = rankOf('EMAIL', name);
    const isFull = valid > 0 && valid >= values.length / 2;
    const byTitle = rank === null ? 0 : 1 - rank / 1000;
    if (isFull) return 2 + byTitle + valid / (rows.length * 100);
    return rank !== null && !UNSURE.has(plain(name)) ? byTitle : 0;
  });
  const best = Math.max(0, ...scores);
  return best === 0 ? -1 : scores.indexOf(best);
}

/**
 * Whether values are words about a subscription, and not some other status, such as that of a customer. A column that is
 * still empty may have a no further down; one that has a plain no is told apart by it, whatever else it says.
 */
const saysStatus = (values: string[], title: string) =>
  values.every((value) => statusOf(value, title) !== null) || values.some((value) => isPlainNo(value, title));
