/**
 * Relaxed canonicalisation of a header (RFC 6376, section 3.4.2). Returns its name, and its value without
 * folds.
 */
function relaxedHeader(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  const value = line
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return [line.slice(0, colon).trim().toLowerCase(), value];
}

/** Returns a block of headers with CRLF line ends as pairs of name and relaxed value. */
export function relaxedHeaders(block: string): [name: string, value: string][] {
  if (block === '') return [];
  return block
    .replace(/\r\n$/, '')
    .split(/\r\n(?![ \t])/)
    .map(relaxedHeader);
}

/**
 * Relaxed canonicalisation of a body (RFC 6376, section 3.4.4). Quoted-printable and base64 have no blanks at
 * line ends and rarely two in a row, so that is checked first: two native searches instead of a pass over
 * every character.
 */
export function relaxedBody(body: string): string {
  let text = body;
  if (text.includes('  ') || text.includes('\t')) text = text.replace(/[ \t]+/g, ' ');
  if (text.includes(' \r\n')) text = text.replaceAll(' \r\n', '\r\n');
  text = withoutEmptyEnd(text);
  // A single blank on the last line counts as empty.
  if (text === ' ' || text.endsWith('\r\n ')) text = withoutEmptyEnd(text.slice(0, -1));
  if (text.endsWith(' ')) text = text.slice(0, -1);
  return text === '' ? '' : `${text}\r\n`;
}

function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (text.endsWith('\r\n', end)) end -= 2;
  return text.slice(0, end);
}
