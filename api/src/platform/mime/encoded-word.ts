import { encodeWord, quoteString } from 'nodemailer/lib/mime-funcs';

// RFC 2047 allows 75 characters a word; 64 leave room on the first line for the header's name.
const WORD_LENGTH = 64;
// What one such word can hold: 64 less the 12 around it, in groups of 4 characters for 3 bytes.
const WORD_BYTES = 39;

/**
 * Encodes text as base64 encoded-words of RFC 2047 in UTF-8, one on each line of a folded header. Never
 * splits a character.
 */
export function encodedWords(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= WORD_BYTES) return `=?UTF-8?B?${bytes.toString('base64')}?=`;
  return encodeWord(text, 'B', WORD_LENGTH).replaceAll('?= =?', '?=\r\n =?');
}

/** Returns printable ASCII as a quoted-string of RFC 5322. */
export function quotedString(text: string): string {
  return quoteString(text);
}
