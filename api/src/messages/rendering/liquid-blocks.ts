const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const OPENS = new Set(['if', 'unless', 'case', 'for', 'tablerow', 'capture', 'comment']);
const CONTINUES = new Set(['else', 'elsif', 'elseif', 'when']);

// A comment, an HTML tag or a mark. An unquoted `<` ends the attempt, which keeps the search linear.
const MARKUP =
  /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][^\s/<>"'\uE000]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|\uE000(\d+)\uE001/gi;

/**
 * Whether each branch of each Liquid block holds whole HTML elements, so that the document can be converted
 * before the blocks are evaluated. `marked` is the document with U+E000 n U+E001 in place of its n-th Liquid
 * token; `tagNames[n]` is the tag's name, undefined for an output.
 */
export function blocksHoldWholeElements(marked: string, tagNames: (string | undefined)[]): boolean {
  const elements = new OpenElements();
  const blocks = new OpenBlocks(elements);
  for (const [, slash, name, attributes, mark] of marked.matchAll(MARKUP)) {
    if (name !== undefined)
      elements.meet({ name: name.toLowerCase(), slash: slash!, attributes: attributes! });
    if (mark === undefined) continue;
    // Each line of a quote gets a mark, and a value may have several lines.
    if (elements.has('blockquote')) return false;
    const tag = tagNames[Number(mark)];
    if (tag === undefined) continue;
    // The items of a numbered list can only be counted once they are all there.
    if (tag === 'for' && elements.has('ol')) return false;
    if (!blocks.meet(tag)) return false;
  }
  return blocks.isEmpty;
}

/** The open Liquid blocks, with the elements that were open where each began. */
class OpenBlocks {
  #elements: OpenElements;
  #begins: unknown[] = [];

  constructor(elements: OpenElements) {
    this.#elements = elements;
  }

  get isEmpty(): boolean {
    return this.#begins.length === 0;
  }

  /**
   * Returns false if the tag ends a branch among other elements than it began, or a block that was never
   * opened.
   */
  meet(tag: string): boolean {
    const isEnd = tag.startsWith('end');
    if (OPENS.has(tag)) this.#begins.push(this.#elements.place);
    else if (isEnd || CONTINUES.has(tag)) {
      if (this.isEmpty || this.#begins.at(-1) !== this.#elements.place) return false;
      if (isEnd) this.#begins.pop();
    }
    return true;
  }
}

/** The elements that are open at the current place, while a document is read from its start. */
class OpenElements {
  #open: { name: string }[] = [];
  #counts = new Map<string, number>();

  /** Equal at two places if the same elements are open at both. */
  get place(): unknown {
    return this.#open.at(-1);
  }

  has(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > 0;
  }

  meet({ name, slash, attributes }: { name: string; slash: string; attributes: string }): void {
    if (VOID.has(name) || attributes.endsWith('/')) return;
    const count = this.#counts.get(name) ?? 0;
    if (slash === '') {
      this.#open.push({ name });
      this.#counts.set(name, count + 1);
    } else if (count > 0) this.#end(name);
  }

  /** Also closes elements inside that were left open. */
  #end(name: string): void {
    for (let ended = ''; ended !== name;) {
      ended = this.#open.pop()!.name;
      this.#counts.set(ended, this.#counts.get(ended)! - 1);
    }
  }
}
