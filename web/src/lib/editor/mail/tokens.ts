/** A piece of a mail's HTML. STYLE is a whole style sheet or script. */
export interface Token {
  kind: 'TEXT' | 'TAG' | 'COMMENT' | 'STYLE' | 'PLACEHOLDER';
  text: string;
}

/**
 * Splits HTML with Liquid into pieces before an HTML parser sees it: `<` and `&` inside `{{ }}` are Liquid's.
 * Each character is visited a few times at most; a piece that is not closed extends to the end.
 */
export function tokensOf(html: string): Token[] {
  const tokens: Token[] = [];
  const reader = new Reader(asciiLower(html));
  let textFrom = 0;
  let at = 0;
  while (at < html.length) {
    const kind = reader.beginning(at);
    if (kind === null) {
      at++;
      continue;
    }
    const end = reader.endOf(kind, at);
    if (textFrom < at) tokens.push({ kind: 'TEXT', text: html.slice(textFrom, at) });
    tokens.push({ kind, text: html.slice(at, end) });
    textFrom = at = end;
  }
  if (textFrom < at) tokens.push({ kind: 'TEXT', text: html.slice(textFrom) });
  return tokens;
}

/** Keeps the length, which `toLowerCase` does not guarantee. */
const asciiLower = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Splits off Liquid's `{{ }}` and `{% %}` in a text: pieces with an odd index are Liquid. */
export function splitLiquid(text: string): string[] {
  const find = finder(text);
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
    const close = closings[text.slice(at, at + 2)];
    const end = close ? find(close, at + 2) : -1;
    if (end < 0) {
      at++;
      continue;
    }
    pieces.push(text.slice(from, at), text.slice(at, end + 2));
    from = at = end + 2;
  }
  return [...pieces, text.slice(from)];
}

const closings: Record<string, string> = { '{{': '}}', '{%': '%}' };

/** Finds words from positions that only move forward, and never searches the same text twice. */
function finder(text: string): (word: string, from: number) => number {
  const found = new Map<string, number>();
  return (word, from) => {
    const known = found.get(word);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const at = text.indexOf(word, from);
    found.set(word, at);
    return at;
  };
}

class Reader {
  readonly #text: string;
  readonly #find: (word: string, from: number) => number;

  constructor(text: string) {
    this.#text = text;
    this.#find = finder(text);
  }

  /** Returns the kind of token that begins at an offset; null for text. */
  beginning(at: number): Token['kind'] | null {
    if (this.#text.startsWith('{{', at)) return this.#isClosed(at) ? 'PLACEHOLDER' : null;
    if (this.#text[at] !== '<') return null;
    if (this.#text.startsWith('<!--', at)) return 'COMMENT';
    if (/^<(?:style|script)[\s/>]/.test(this.#text.slice(at, at + 8))) return 'STYLE';
    return /^<\/?[a-z]/.test(this.#text.slice(at, at + 3)) ? 'TAG' : null;
  }

  endOf(kind: Token['kind'], at: number): number {
    if (kind === 'PLACEHOLDER') return this.#behind('}}', at);
    if (kind === 'COMMENT') return this.#behind('-->', at);
    if (kind === 'TAG') return this.#endOfTag(at);
    const close = this.#find(this.#text.startsWith('<style', at) ? '</style' : '</script', at);
    return close < 0 ? this.#text.length : this.#behind('>', close);
  }

  /** Braces that were typed and not closed are text, even if a placeholder follows. */
  #isClosed(at: number): boolean {
    const close = this.#find('}}', at + 2);
    const next = this.#find('{{', at + 2);
    return close >= 0 && (next < 0 || close < next);
  }

  #behind(word: string, from: number): number {
    const at = this.#find(word, from);
    return at < 0 ? this.#text.length : at + word.length;
  }

  /** A `>` in quotes or in Liquid does not end a tag. */
  #endOfTag(from: number): number {
    let at = from + 1;
    let quote = '';
    while (at < this.#text.length && (quote !== '' || this.#text[at] !== '>')) {
      const letter = this.#text[at]!;
      if (this.#text.startsWith('{{', at) && this.#isClosed(at)) at = this.#behind('}}', at);
      else {
        if (letter === quote) quote = '';
        else if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
        at++;
      }
    }
    return Math.min(at + 1, this.#text.length);
  }
}
