import { wantedIn } from '../db/search.ts';
import type { Sql } from '../db/sql.ts';

/** The text that people are found by, as in the trigram index. `{}` is the table's alias. */
const SEARCH_TEXT = "lower({}.email || ' ' || {}.full_name)";
// Scripts without spaces between words, where a word of one or two letters can begin anywhere.
const UNSPACED = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u9fff\\uac00-\\ud7af';
// Common in names and addresses, besides alphabetic letters and digits.
const COMMON = " @._'-";
/**
 * True for the few people whose name or address has other characters, or letters of such scripts; an index
 * covers them.
 */
const IS_UNUSUAL = `({}.email || ' ' || {}.full_name) ~ '[^[:alnum:]${COMMON.replace("'", "''")}]|[${UNSPACED}]'`;

const letter = '[\\p{Alphabetic}\\p{N}]';
const other = '[^\\p{Alphabetic}\\p{N}]';
/** pg_trgm indexes three letters in a row, and the beginning or end of a word for one or two. */
const hasTrigram = new RegExp(`${letter}{3}|${other}${letter}|${letter}{2}${other}`, 'u');
const hasUnusual = new RegExp(`[^\\p{Alphabetic}\\p{N}${COMMON}]|[${UNSPACED}]`, 'u');
// Each character separately: for a character class pg_trgm would scan the whole index.
const WORD_BEGINS = `(^|[- @._+('"«])`;
const hasLetter = new RegExp(letter, 'u');

/**
 * Returns the condition that a person matches a search, as SQL over a table's alias, or null if the search is
 * empty. Finds any part of name or address, ignoring case. One or two letters have no trigram inside a word,
 * so they are searched at the beginning of words.
 */
export function personFound(search: string | null | undefined, alias: string): Sql | null {
  const wanted = wantedIn(search);
  if (wanted === '') return null;
  const on = (sql: string) => sql.replaceAll('{}', alias);
  const part = { sql: on(`${SEARCH_TEXT} like ?`), params: [`%${wanted.replace(/[\\%_]/g, '\\$&')}%`] };
  if (hasTrigram.test(wanted)) return part;
  // For LIKE without a trigram PostgreSQL would walk the whole trigram index and then read every row.
  const unindexed = { sql: on(`strpos(${SEARCH_TEXT}, ?) > 0`), params: [wanted] };
  if (hasUnusual.test(wanted)) return { ...unindexed, sql: `${unindexed.sql} and ${on(IS_UNUSUAL)}` };
  if (!hasLetter.test(wanted)) return unindexed;
  const escaped = wanted.replace(/[^\p{Alphabetic}\p{N}]/gu, '\\$&');
  return { sql: on(`${SEARCH_TEXT} ~ ?`), params: [`${WORD_BEGINS}${escaped}`] };
}
