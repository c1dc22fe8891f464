import type { TextKey, TextParams } from '../../../language/text.ts';
import { parseAddress } from '../../../platform/mime/email-address.ts';

/** An address as a cell has it. */
export interface CellAddress {
  ok: true;
  address: string;
  /** The name beside it, as in `Anna <anna@example.com>`; empty where there is none. */
  name: string;
  /** Addresses behind the first one, which are not taken. */
  others: string;
}

type ParsedCell = CellAddress | { ok: false; code: TextKey; params: TextParams };

// Spaces of every kind and what nobody sees: marks of direction, joiners, soft hyphens, byte order marks.
const OUTSIDE = /[\s\p{Z}\p{Cf}\p{Cc}]/u;
const INSIDE = /[\p{Cf}\p{Cc}]|(?! )[\p{Z}\s]/u;
// `a ::: b` is Google's; the others are people's.
const BETWEEN = /\s*(?::::|[;,]\s|[;,](?=[^\s@]+@))\s*/;

/** No cell with an address is as long; what is read of it below is not meant for whole books. */
const LONGEST_CELL = 2000;

/** The text without what nobody sees at its ends. */
export function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && OUTSIDE.test(text[from]!)) from++;
  while (to > from && OUTSIDE.test(text[to - 1]!)) to--;
  return text.slice(from, to);
}

/** The first address of a cell: by itself, in angle brackets behind a name, or in front of others. */
export function parseCell(cell: string): ParsedCell {
  const text = trimmed(cell);
  if (text.length > LONGEST_CELL) return { ok: false, code: 'EMAIL_TOO_LONG', params: {} };
  const plain = parseAddress(text);
  if (plain.ok) return { ok: true, address: plain.address, name: '', others: '' };
  const hidden = INSIDE.exec(text);
  if (hidden) return { ok: false, code: 'EMAIL_HIDDEN_CHARACTER', params: hiddenAt(hidden) };
  return behindName(text) ?? inFront(text) ?? { ok: false, code: `EMAIL_${plain.problem}`, params: {} };
}

function behindName(text: string): CellAddress | null {
  const [, name, inside] = /^([^<>]*)<\s*(?:mailto:)?([^<>]+)>$/i.exec(text) ?? [];
  const parsed = inside === undefined ? null : parseAddress(trimmed(inside));
  if (!parsed?.ok) return null;
  const bare = trimmed(name!)
    .replace(/^"(.*)"$/, '$1')
    .replaceAll(/\\(["\\])/g, '$1');
  return { ok: true, address: parsed.address, name: trimmed(bare), others: '' };
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
