import { isSurelyEmail, knownFields, rankOf, type KnownField } from './column-titles.ts';
import { plain } from './plain-text.ts';
import { holdsAddress, trimmed } from './read-address.ts';
import { isPlainNo, statusOf } from './status-words.ts';

export type ColumnField = KnownField | 'ATTRIBUTE' | 'IGNORE';

/** A column of a file and what it becomes. */
export interface Column {
  /** Its title, made unique if another column has the same one. */
  name: string;
  field: ColumnField;
  /** The attribute that it becomes, by default of the same name. */
  attribute: string;
}

export const MOST_COLUMNS = 200;
const LONGEST_TITLE = 200;

/** The columns of a file, named by its first row, or numbered if that has no titles. */
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
 * Recognises what columns mean, by their titles and the values in the first rows. Each meaning is given once,
 * to the most reliable column, except for the status, which some products split; every other column becomes
 * an attribute with the title's name. The address column is the one that contains addresses, whatever its
 * title; there is none if no column does.
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
  settleNames(columns, rows);
  return columns;
}

function surestFor(field: KnownField, columns: Column[]): Column | undefined {
  const ranked = columns
    .filter((column) => column.field === 'ATTRIBUTE')
    .map((column) => ({ column, rank: rankOf(field, column.name) }))
    .filter((one): one is { column: Column; rank: number } => one.rank !== null);
  return ranked.toSorted((a, b) => a.rank - b.rank)[0]?.column;
}

/** `Name` beside a column for first names means the family name, as in German lists. */
function settleNames(columns: Column[], rows: string[][]): void {
  const of = (field: KnownField) => columns.find((column) => column.field === field);
  const [full, given, family] = [of('FULL_NAME'), of('GIVEN_NAME'), of('FAMILY_NAME')];
  if (!full || plain(full.name) !== 'name') return;
  if (plain(given?.name ?? '') === 'vorname' && !family) full.field = 'FAMILY_NAME';
  if (!given && family && !isWhole(rows, columns.indexOf(full), columns.indexOf(family)))
    full.field = 'GIVEN_NAME';
}

/** Whether names have the family's name in them already. */
const isWhole = (rows: string[][], full: number, family: number) =>
  rows.some((row) => {
    const last = plain(row[family] ?? '');
    return last !== '' && plain(row[full] ?? '').includes(last);
  });

const valuesOf = (rows: string[][], index: number) =>
  rows.map((row) => trimmed(row[index] ?? '')).filter((value) => value !== '');

function findAddresses(names: string[], rows: string[][]): number {
  const scores = names.map((name, index) => {
    const values = valuesOf(rows, index);
    const valid = values.filter(holdsAddress).length;
    const rank = rankOf('EMAIL', name);
    const isFull = valid > 0 && valid >= values.length / 2;
    const byTitle = rank === null ? 0 : 1 - rank / 1000;
    if (isFull) return 2 + byTitle + valid / (rows.length * 100);
    return isSurelyEmail(name) ? byTitle : 0;
  });
  const best = Math.max(0, ...scores);
  return best === 0 ? -1 : scores.indexOf(best);
}

/**
 * Whether values are words about a subscription, and not some other status, such as that of a customer. An
 * empty column may contain a refusal further down; one that contains a plain refusal is recognised by it,
 * whatever else it contains.
 */
const saysStatus = (values: string[], title: string) =>
  values.every((value) => statusOf(value, title) !== null) || values.some((value) => isPlainNo(value, title));
