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
const BETWEEN =
  /(?<!\s)\s*(?::::|[;,]\s|[;,/|](?=[^\s@]{1,64}@)|\s(?:[/|+]|and|or|и|или|und|oder|et|ou)\s|(?<=\s)(?=[^\s@<>()]{1,64}@))\s*/;
/** What lists have in front of an address: a number, a bullet, a word. */
const LEAD = /^(?:\d{1,6}[.)]|[-–—•*]|(?:e-?mail|mail|почта|эл\. почта)\s?:)\s*(?=\S)/i;
const LINK = /^mailto:(?:\/\/)?([^?]*)(?:\?.*)?$/i;

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
  const text = trimmed(cell.replaceAll(WIDE, narrowed));
  if (text.length > LONGEST_CELL) return { ok: false, code: 'EMAIL_TOO_LONG', params: {} };
  const plain = parseAddress(trimmed(text.replace(LINK, '$1')));
  if (plain.ok) return { ok: true, address: plain.address, name: '', others: '' };
  const line = lineOf(text);
  const hidden = INSIDE.exec(line);
  if (hidden) return { ok: false, code: 'EMAIL_HIDDEN_CHARACTER', params: hiddenAt(hidden) };
  const found = line.includes('@') ? (addressIn(line) ?? bare(line)) : null;
  return found ?? { ok: false, code: `EMAIL_${plain.problem}`, params: {} };
}

/** Whether a cell has an address. Most cells of most files are something else, as one look shows. */
export const holdsAddress = (cell: string): boolean => /[@\uff20]/.test(cell) && parseCell(cell).ok;

const addressIn = (line: string): CellAddress | null =>
  withinQuotes(line) ?? behindName(line) ?? beforeName(line) ?? inParentheses(line) ?? inFront(line);

/** Signs that keyboards of Japan and China make in full width. */
const WIDE = /[\uFF01-\uFF5E]/g;
const narrowed = (sign: string) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0);

/** A line break in a cell stands between addresses, or between a name and its address. */
function lineOf(text: string): string {
  if (!/[\r\n]/.test(text)) return text;
  const lines = text.split(/[\r\n]+/).map(trimmed);
  return lines.join(lines.filter((line) => line.includes('@')).length > 1 ? '; ' : ' ');
}

/** `'anna@example.com'`: other quotes than CSV's are part of a field. */
function withinQuotes(text: string): CellAddress | null {
  const [, inside] = /^['‘’“”«"]([^'‘’“”«»"]+)['‘’“”»"]$/.exec(text) ?? [];
  const parsed = inside === undefined ? null : parseAddress(trimmed(inside));
  return parsed?.ok ? { ok: true, address: parsed.address, name: '', others: '' } : null;
}

function behindName(text: string): CellAddress | null {
  const [, before, inside, after = ''] = /^([^<>]*)<([^<>]+)>(?:\s?[;,]\s?(.*))?$/.exec(text) ?? [];
  const parsed = inside === undefined ? null : parseAddress(trimmed(trimmed(inside).replace(LINK, '$1')));
  if (!parsed?.ok) return null;
  const name = trimmed(
    trimmed(before!)
      .replace(/^"(.*)"$/, '$1')
      .replaceAll(/\\(["\\])/g, '$1'),
  );
  // Programs that know no name repeat the address; anything else with an @ is somebody in front.
  const isRepeated = parseAddress(name.replace(/^'(.*)'$/, '$1')).ok;
  if (name.includes('@') && !isRepeated) return null;
  const others = after.includes('@') ? after : '';
  return { ok: true, address: parsed.address, name: isRepeated ? '' : name, others };
}

/** `anna@example.com (Anna)`, as old mail programs write it. */
function beforeName(text: string): CellAddress | null {
  const [, before, name] = /^([^\s()]+) ?\(([^()]*)\)$/.exec(text) ?? [];
  const parsed = before === undefined ? null : parseAddress(before);
  return parsed?.ok ? { ok: true, address: parsed.address, name: trimmed(name!), others: '' } : null;
}

/** `Anna (anna@example.com)`, as Outlook shows people. */
function inParentheses(text: string): CellAddress | null {
  const [, name, inside] = /^([^()@]*)\(([^()\s]+)\)$/.exec(text) ?? [];
  const parsed = inside === undefined ? null : parseAddress(inside);
  return parsed?.ok ? { ok: true, address: parsed.address, name: trimmed(name!), others: '' } : null;
}

function inFront(text: string): CellAddress | null {
  const found = BETWEEN.exec(text);
  if (!found || found.index === 0) return null;
  const others = text.slice(found.index + found[0].length);
  const first = parseCell(text.slice(0, found.index));
  return first.ok && others.includes('@') ? { ...first, others } : null;
}

/** Without what a list leaves at the ends: a number, a comma, a bracket that was copied alone. */
function bare(text: string): CellAddress | null {
  const inside = trimmed(
    text
      .replace(LEAD, '')
      .replace(LEAD, '')
      .replace(/^[,;<\s]+/, ''),
  );
  const core = trimmed(inside.slice(0, lastOf(inside, ',;:>')));
  if (core === text || !core.includes('@')) return null;
  const parsed = parseAddress(core);
  return parsed.ok ? { ok: true, address: parsed.address, name: '', others: '' } : addressIn(core);
}

/** Where signs and spaces at the end of a text begin. A pattern would take the square of its length. */
function lastOf(text: string, signs: string): number {
  let to = text.length;
  while (to > 0 && (signs.includes(text[to - 1]!) || OUTSIDE.test(text[to - 1]!))) to--;
  return to;
}

const hiddenAt = ({ 0: character, index }: RegExpExecArray) => ({
  character: `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  place: index + 1,
});
