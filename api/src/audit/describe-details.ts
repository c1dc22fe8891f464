import { permissionName } from '../access/permission-name.ts';
import { en } from '../language/en.ts';
import type { Locale } from '../language/locale.ts';
import { textOf, type TextKey } from '../language/text.ts';
import type { Scalar } from './audit-entry.entity.ts';

/** What people wrote themselves is shown as it is. */
const own = new Set(['name', 'addedTo', 'key', 'import', 'email']);

/** The details of an entry in words of a language: "sent: 2, failed: 0". Those without a value are left out. */
export function describeDetails(locale: Locale, details: Record<string, Scalar>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${labelOf(locale, name)}: ${shown(locale, name, value)}`)
    .join(', ');
}

function labelOf(locale: Locale, name: string): string {
  const key = `DETAIL_${name.toUpperCase()}`;
  return key in en ? textOf(locale, key as TextKey) : name;
}

function shown(locale: Locale, name: string, value: Scalar): string {
  if (typeof value === 'number') return value.toLocaleString(locale === 'RU' ? 'ru' : 'en');
  if (own.has(name)) return String(value);
  if (name === 'dueAt' || name === 'expiresAt') return timeIn(String(value));
  return listed(locale, name, String(value));
}

/** To the minute: the viewer's zone is unknown to exports. */
const timeIn = (text: string): string => text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2 UTC');

/** Lists of words are separated by commas or spaces; a sentence is left as it is. */
function listed(locale: Locale, name: string, text: string): string {
  const words = text.split(/[ ,]/);
  const known = words.map((word) => wordOf(locale, name, word));
  const isKnown = (word: string | null): word is string => word !== null;
  return known.every(isKnown) ? known.join('; ') : text;
}

function wordOf(locale: Locale, name: string, word: string): string | null {
  if (name === 'permissions') return isCodename(word) ? permissionName(locale, word) : null;
  const key = word.toUpperCase();
  if (`WORD_${key}` in en) return textOf(locale, `WORD_${key}` as TextKey);
  // Why a start was refused is told by the keys of the refusals.
  return name === 'why' && word in en ? textOf(locale, word as TextKey).replace(/\.$/, '') : null;
}

const isCodename = (word: string): boolean =>
  word.startsWith('can_')
    ? `PERMISSION_${word.toUpperCase()}` in en
    : /^(view|add|change|delete)_[a-z]+$/.test(word) &&
      `PERMISSION_FOR_${word.slice(word.indexOf('_') + 1).toUpperCase()}` in en;
