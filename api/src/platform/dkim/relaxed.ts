/**
 * Relaxed canonicalisation of a header (RFC 6376, section 3.4.2). Returns its name, and its value without
 * folds.
 */
function relaxedHeader(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  const value = line.slice(colon + 1).replaceAll('\r\n', '');
  // Two native searches, because nearly all values are relaxed as they are.
  const isPlain = !value.includes('  ') && !value.includes('\t');
  return [
    line.slice(0, colon).trim().toLowerCase(),
    (isPlain ? value : value.replace(/[ \t]+/g, ' ')).trim(),
  ];
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
 * line ends and rarely two in a row, so that is checked first: native searches instead of a pass over every
 * character, and no copy.
 */
export function relaxedBody(body: Buffer): Buffer {
  const isPlain =
    !body.includes('  ') && !body.includes('\t') && !body.includes(' \r\n') && body.at(-1) !== BLANK;
  if (!isPlain) return Buffer.from(relaxedText(body.toString('latin1')), 'latin1');
  let end = body.length;
  while (end >= 2 && body[end - 2] === CR && body[end - 1] === LF) end -= 2;
  if (end === 0) return body.subarray(0, 0);
  return end === body.length ? Buffer.concat([body, LINE_END]) : body.subarray(0, end + 2);
}

const [BLANK, CR, LF] = [0x20, 0x0d, 0x0a];
const LINE_END = Buffer.from('\r\n');

function relaxedText(body: string): string {
  let text = body.replace(/[ \t]+/g, ' ').replaceAll(' \r\n', '\r\n');
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
