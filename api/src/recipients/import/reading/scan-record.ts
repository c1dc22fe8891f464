/** A record of separated values found in a text. */
export interface Scanned {
  fields: string[];
  /** Offset at which the next record begins. */
  end: number;
  /** Number of lines that it spans. */
  lines: number;
}

export interface Scan {
  text: string;
  /** The character between fields. */
  delimiter: string;
  /** No further text follows. */
  isLast: boolean;
  /** The longest quoted field, in characters. */
  reach: number;
}

/** The record continues in text that has not arrived yet. */
export const MORE = Symbol('more');
/** A quote opens a field and nothing closes it. */
export const UNCLOSED = Symbol('unclosed');

const [TAB, LF, CR, SPACE, QUOTE, NBSP] = [9, 10, 13, 32, 34, 160];

/**
 * Scans the record at an offset as Excel and Python's csv do: a quote is special at the beginning of a field,
 * also after spaces, and an ordinary character elsewhere; text after a closing quote belongs to the field.
 * Lines end with CR, LF or both. A quoted field may contain line breaks if its quotes are doubled and its end
 * is followed by a delimiter or a line end; otherwise the opening quote is the mistake, not the hundred lines
 * after it.
 */
export function scanRecord(scan: Scan, from: number): Scanned | typeof MORE | typeof UNCLOSED {
  const { text, delimiter, isLast } = scan;
  const sign = delimiter.charCodeAt(0);
  const fields: string[] = [];
  let lines = 1;
  for (let at = from; ;) {
    const begin = skipBlanks(text, at, sign);
    if (text.charCodeAt(begin) === QUOTE) {
      const quoted = scanQuoted(scan, begin + 1);
      if (typeof quoted === 'symbol') return quoted;
      fields.push(quoted.value);
      at = quoted.end;
      lines += quoted.breaks;
    } else {
      const end = plainEnd(text, at, sign);
      fields.push(text.slice(at, end));
      at = end;
    }
    if (at >= text.length) return isLast ? { fields, end: at, lines } : MORE;
    if (text.charCodeAt(at) === sign) {
      at++;
      continue;
    }
    const end = afterBreak(scan, at);
    return end === null ? MORE : { fields, end, lines };
  }
}

/** Returns where the line at an offset ends and where the next one begins, or null if it continues. */
export function lineEnd({ text, isLast }: Scan, from: number): { end: number; next: number } | null {
  const end = plainEnd(text, from, -1);
  if (end >= text.length) return isLast ? { end, next: end } : null;
  const next = afterBreak({ text, isLast }, end);
  return next === null ? null : { end, next };
}

/** Returns where the line after a break begins, or null if that depends on text that has not arrived yet. */
function afterBreak({ text, isLast }: Pick<Scan, 'text' | 'isLast'>, at: number): number | null {
  if (text.charCodeAt(at) !== CR) return at + 1;
  if (at + 1 >= text.length && !isLast) return null;
  return at + (text.charCodeAt(at + 1) === LF ? 2 : 1);
}

/** Scans the rest of a quoted field, after its opening quote. */
function scanQuoted(scan: Scan, from: number) {
  const { text, isLast, reach } = scan;
  let value = '';
  let breaks = 0;
  for (let start = from; ;) {
    const quote = text.indexOf('"', start);
    if (quote < 0) return !isLast && text.length - from <= reach ? MORE : UNCLOSED;
    if (quote - from > reach) return UNCLOSED;
    breaks += breaksBetween(text, start, quote);
    if (quote + 1 >= text.length && !isLast) return MORE;
    if (text.charCodeAt(quote + 1) === QUOTE) {
      value += text.slice(start, quote + 1);
      start = quote + 2;
      continue;
    }
    value += text.slice(start, quote);
    const closed = closing(scan, { quote, breaks });
    return typeof closed === 'symbol' ? closed : { value: value + closed.rest, end: closed.end, breaks };
  }
}

/** Returns how the field continues after a quote that is not doubled. */
function closing({ text, delimiter, isLast }: Scan, { quote, breaks }: { quote: number; breaks: number }) {
  const sign = delimiter.charCodeAt(0);
  const after = skipBlanks(text, quote + 1, sign);
  if (after >= text.length) return isLast ? { rest: '', end: after } : MORE;
  const code = text.charCodeAt(after);
  if (code === sign || code === LF || code === CR) return { rest: '', end: after };
  if (breaks > 0) return UNCLOSED;
  const end = plainEnd(text, quote + 1, sign);
  return end >= text.length && !isLast ? MORE : { rest: text.slice(quote + 1, end), end };
}

function skipBlanks(text: string, from: number, sign: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); isBlank(code) && code !== sign; code = text.charCodeAt(at)) at++;
  return at;
}

const isBlank = (code: number) => code === SPACE || code === TAB || code === NBSP;

function plainEnd(text: string, from: number, sign: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === sign || code === LF || code === CR) break;
  }
  return at;
}

function breaksBetween(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count++;
  }
  return count;
}
