import { wantedIn } from '../db/search.ts';
import type { Sql } from '../db/sql.ts';

/** What people are found by, as the index of trigrams has it. `recipient` is the table's alias. */
const SEARCH_TEXT = "lower({}.email || ' ' || {}.full_name)";
// Scripts that put no spaces between words, where a word of one or two letters begins anywhere.
const UNSPACED = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u9fff\\uac00-\\ud7af';
// What is in many names and addresses beside letters of alphabets and digits.
const COMMON = " @._'-";
/** True for the few people whose name or address has other signs, or letters of such scripts; an index has them. */
export const IS_UNUSUAL = `({}.email || ' ' || {}.full_name) ~ '[^[:alnum:]${COMMON.replace("'", "''")}]|[${UNSPACED}]'`;

const letter = '[\\p{Alphabetic}\\p{N}]';
const other = '[^\\p{Alphabetic}\\p{N}]';
/** pg_trgm knows three letters in a row, and the beginning or end of a word for one or two. */
const hasTrigram = new RegExp(`${letter}{3}|${other}${letter}|${letter}{2}${other}`, 'u');
const hasUnusual = new RegExp(`[^\\p{Alphabetic}\\p{N}${COMMON}]|[${UNSPACED}]`, 'u');
// Every sign by itself: for a class of signs pg_trgm would look at the whole index.
const WORD_BEGINS = `(^|[- @._+('"«])`;
const hasLetter = new RegExp(letter, 'u');

/**
 * The condition that a person is found, as SQL over a table's alias; null where nothing was typed. A part of name or address,
 * regardless of case. One or two letters have no trigram in the middle of a word: they are looked for where words begin.
 */
export function personFound(search: string | null | undefined, alias: string): Sql | null {
  const wanted = wantedIn(search);
  if (wanted === '') return null;
  const on = (sql: string) => sql.replaceAll('{}', alias);
  const part = { sql: on(`${SEARCH_TEXT} like ?`), params: [`%${wanted.replace(/[\\%_]/g, '\\$&')}%`] };
  if (hasTrigram.test(wanted)) return part;
  if (hasUnusual.test(wanted)) return { ...part, sql: `${part.sql} and ${on(IS_UNUSUAL)}` };
  if (!hasLetter.test(wanted)) return part;
  const escaped = wanted.replace(/[^\p{Alphabetic}\p{N}]/gu, '\\$&');
  return { sql: on(`${SEARCH_TEXT} ~ ?`), params: [`${WORD_BEGINS}${escaped}`] };
}
