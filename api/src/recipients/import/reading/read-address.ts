import type { TextKey, TextParams } from '../../../language/text.ts';
import { parseAddress } from '../../../platform/mime/email-address.ts';

/** The address in a cell. */
export interface CellAddress {
  ok: true;
  address: string;
  /** The name beside it, as in `Anna <anna@example.com>`; empty if there is none. */
  name: string;
  /** Further addresses, which are not used. */
  others: string;
}

type ParsedCell = CellAddress | { ok: false; code: TextKey; params: TextParams };

// Spaces of every kind and invisible characters: direction marks, joiners, soft hyphens, byte order marks.
const OUTSIDE = /[\s\p{Z}\p{Cf}\p{Cc}]/u;
const INSIDE = /[\p{Cf}\p{Cc}]|(?! )[\p{Z}\s]/u;
// Google writes `a ::: b`; the others are by people.
const BETWEEN = /(?<!\s)\s*(?::::|[;,]\s|[;,](?=[^\s@]{1,64}@))\s*/;

/** No cell with an address is longer, and the patterns below are not meant for long texts. */
const LONGEST_CELL = 2000;

/** Removes invisible characters from both ends. */
export function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && OUTSIDE.test(text[from]!)) from++;
  while (to > from && OUTSIDE.test(text[to - 1]!)) to--;
  return text.slice(from, to);
}

/** Returns the first address of a cell: alone, in angle brackets after a name, or followed by others. */
export function parseCell(cell: string): ParsedCell {
  const text = trimmed(cell);
  if (text.length > LONGEST_CELL) return { ok: false, code: 'EMAIL_TOO_LONG', params: {} };
  const plain = parseAddress(text.replace(/^mailto:/i, ''));
  if (plain.ok) return { ok: true, address: plain.address, name: '', others: '' };
  const hidden = INSIDE.exec(text);
  if (hidden) return { ok: false, code: 'EMAIL_HIDDEN_CHARACTER', params: hiddenAt(hidden) };
  return (
    withinQuotes(text) ??
    behindName(text) ??
    beforeName(text) ??
    inFront(text) ?? { ok: false, code: `EMAIL_${plain.problem}`, params: {} }
  );
}

/** `'anna@example.com'`: other quotes than CSV's are part of a field. */
function withinQuotes(text: string): CellAddress | null {
  const [, inside] = /^['‘’“”«"]([^'‘’“”«»"]+)['‘’“”»"]$/.exec(text) ?? [];
  const parsed = inside === undefined ? null : parseAddress(trimmed(inside));
  return parsed?.ok ? { ok: true, address: parsed.address, name: '', others: '' } : null;
}

function behindName(text: string): CellAddress | null {
  const [, name, inside] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? [];
  const parsed =
    inside === undefined ? null : parseAddress(trimmed(trimmed(inside).replace(/^mailto:/i, '')));
  if (!parsed?.ok) return null;
  const bare = trimmed(name!)
    .replace(/^"(.*)"$/, '$1')
    .replaceAll(/\\(["\\])/g, '$1');
  return { ok: true, address: parsed.address, name: trimmed(bare), others: '' };
}

/** `anna@example.com (Anna)`, as old mail programs write it. */
function beforeName(text: string): CellAddress | null {
  const [, before, name] = /^([^\s()]+) ?\(([^()]*)\)$/.exec(text) ?? [];
  const parsed = before === undefined ? null : parseAddress(before);
  return parsed?.ok ? { ok: true, address: parsed.address, name: trimmed(name!), others: '' } : null;
}

function inFront(text: string): CellAddress | null {
  const found = BETWEEN.exec(text);
  if (!found || found.index === 0) return null;
  const others = text.slice(found.index + found[0].length);
  const first = parseCell(text.slice(0, found.index));
  return first.ok && others.includes('@') ? { ...first, others } : null;
}

const hiddenAt = ({ 0: character, index }: RegExpExecArray) => ({
  character: `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  place: index + 1,
});
