import type { JSONContent } from '@tiptap/core';
import { escapeAttribute, escapeText } from './escape.ts';
import type { MailTheme } from './theme.ts';

type MarkJson = NonNullable<JSONContent['marks']>[number];

const order = ['link', 'bold', 'italic'];
const keyOf = ({ type, attrs }: MarkJson) => `${type} ${String(attrs?.['href'] ?? '')}`;

/** Writes inline content as HTML, opening and closing marks as rarely as possible. */
export function writeInline(nodes: JSONContent[], theme: MailTheme): string {
  const writer = new InlineWriter(theme);
  for (const [at, node] of nodes.entries()) {
    const following = nodes[at + 1]?.type;
    writer.write(node, following === undefined || following === 'hardBreak');
  }
  return writer.end();
}

class InlineWriter {
  readonly #theme: MailTheme;
  readonly #open: MarkJson[] = [];
  #html = '';
  /** A space here would be invisible: HTML collapses spaces, and drops them at both ends. */
  #hidesSpace = true;

  constructor(theme: MailTheme) {
    this.#theme = theme;
  }

  write(node: JSONContent, isLast: boolean): void {
    this.#mark(
      (node.marks ?? []).toSorted((one, other) => order.indexOf(one.type) - order.indexOf(other.type)),
    );
    if (node.type === 'text') this.#html += escapeText(this.#spaced(node.text ?? '', isLast));
    else if (node.type === 'placeholder') {
      this.#html += String(node.attrs?.['code'] ?? '');
      this.#hidesSpace = false;
    } else {
      this.#html += '<br>';
      this.#hidesSpace = true;
    }
  }

  end(): string {
    this.#mark([]);
    return this.#html;
  }

  #mark(marks: MarkJson[]): void {
    let same = 0;
    while (this.#open[same] && marks[same] && keyOf(this.#open[same]!) === keyOf(marks[same]!)) same++;
    for (const mark of this.#open.splice(same).toReversed()) this.#html += closing(mark);
    for (const mark of marks.slice(same)) {
      this.#open.push(mark);
      this.#html += this.#opening(mark);
    }
  }

  #opening({ type, attrs }: MarkJson): string {
    if (type === 'bold') return '<strong>';
    if (type === 'italic') return '<em>';
    return `<a href="${escapeAttribute(String(attrs?.['href'] ?? ''))}" style="color:${this.#theme.accent}">`;
  }

  #spaced(text: string, isLast: boolean): string {
    let spaced = '';
    for (let at = 0; at < text.length; at++) {
      const isHidden = text[at] === ' ' && (this.#hidesSpace || (isLast && at === text.length - 1));
      spaced += isHidden ? '\u00A0' : text[at];
      this.#hidesSpace = text[at] === ' ' && !isHidden;
    }
    return spaced;
  }
}

function closing({ type }: MarkJson): string {
  if (type === 'bold') return '</strong>';
  return type === 'italic' ? '</em>' : '</a>';
}
