import { encodedWords, quotedString } from '../../platform/mime/encoded-word.ts';

/** The longest line of a header that can be folded. */
export const LINE = 76;
// A text of this length still fits on the first line, after the longest header name.
const SHORT = 62;

/** Returns a Subject header, folded, without the final line end. */
export function subjectHeader(text: string): string {
  const line = oneLine(text);
  if (isPlainAscii(line)) {
    const folded = fold(`Subject: ${line}`);
    if (folded !== null) return folded;
  }
  return `Subject: ${encodedWords(line)}`;
}

/** Returns a header such as `To: name <address>`, folded. The address must be ASCII and checked before. */
export function mailboxHeader(header: string, name: string, address: string): string {
  const phrase = phraseOf(name);
  if (phrase === '') return `${header}: <${address}>`;
  const isLong = header.length + 2 + phrase.length + address.length + 3 > LINE;
  return `${header}: ${phrase}${isLong ? '\r\n' : ''} <${address}>`;
}

/** Returns a text as a header shows it: one line, without control characters and unpaired surrogates. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .toWellFormed();
}

let second = 0;
let dateOfSecond = '';

/** The current time in the format of RFC 5322, computed once a second. */
export function dateNow(): string {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) {
    second = now;
    dateOfSecond = new Date(now * 1000).toUTCString().replace('GMT', '+0000');
  }
  return dateOfSecond;
}

function phraseOf(name: string): string {
  const line = oneLine(name);
  if (line.length <= SHORT && /^[A-Za-z0-9 ]*$/.test(line)) return line;
  if (line.length <= SHORT && isPlainAscii(line)) {
    const quoted = quotedString(line);
    if (quoted.length <= SHORT) return quoted;
  }
  return encodedWords(line);
}

// A reader would decode text that looks like an encoded-word, so it is encoded too.
const isPlainAscii = (text: string) => /^[\x20-\x7e]*$/.test(text) && !text.includes('=?');

/** Breaks at spaces, which unfolding restores. Returns null if a word is too long for a line. */
function fold(text: string): string | null {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > LINE) {
    const space = rest.lastIndexOf(' ', LINE);
    // Not directly after `Subject:`, because some servers refuse a first line without text.
    if (space < (lines.length === 0 ? 'Subject: '.length : 1)) return null;
    lines.push(rest.slice(0, space));
    rest = rest.slice(space);
  }
  return [...lines, rest].join('\r\n');
}
