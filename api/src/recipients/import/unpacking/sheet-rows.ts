import { plainNumber, type Format } from './cell-formats.ts';
import type { XmlListener } from './read-xml.ts';
import type { SharedStrings } from './shared-strings.ts';
import { TextCollector } from './text-collector.ts';

/** The last column of a sheet in Excel. */
const LAST_COLUMN = 16_384;
const LAST_ROW = 1_048_576;

interface SheetParts {
  strings: SharedStrings;
  formats: Format[];
  /** Receives a row with its number, counted from 1. */
  onRow: (row: number, cells: string[]) => void;
}

/** Finds the rows of a sheet while its XML is read. */
export class SheetRows implements XmlListener {
  readonly #parts: SheetParts;
  readonly #inline = new TextCollector();
  #row = 0;
  #cells: string[] = [];
  #column = -1;
  #type = '';
  #style = -1;
  #value = '';
  #isInValue = false;

  constructor(parts: SheetParts) {
    this.#parts = parts;
  }

  open(name: string, { r = '', t = 'n', s = '' }: Record<string, string>): void {
    if (name === 'row') this.#beginRow(Number(r));
    else if (name === 'c') {
      this.#column = columnOf(r) ?? this.#column + 1;
      this.#type = t;
      this.#style = s === '' ? -1 : Number(s);
      this.#value = '';
      this.#inline.begin();
    } else if (name === 'v') this.#isInValue = true;
    else this.#inline.open(name);
  }

  text(text: string): void {
    if (this.#isInValue) this.#value += text;
    else this.#inline.add(text);
  }

  close(name: string): void {
    if (name === 'v') this.#isInValue = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') {
      if (this.#row <= LAST_ROW) this.#parts.onRow(this.#row, this.#cells);
    } else this.#inline.close(name);
  }

  #beginRow(number: number): void {
    this.#row = number > this.#row ? number : this.#row + 1;
    this.#cells = [];
    this.#column = -1;
  }

  #endCell(): void {
    const text = this.#cellText();
    if (text === '' || this.#column >= LAST_COLUMN) return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #cellText(): string {
    const value = this.#value;
    switch (this.#type) {
      case 's':
        return this.#parts.strings.get(Number(value));
      case 'inlineStr':
        return this.#inline.end();
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'n':
        return value === '' ? '' : this.#number(value);
      default:
        // Text made by a formula, errors, and dates that are text already.
        return value;
    }
  }

  #number(value: string): string {
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    return (this.#parts.formats[this.#style] ?? plainNumber)(number);
  }
}

/** Returns the number of a column, 55 for `BC12`, or null if the cell has no reference. */
function columnOf(reference: string): number | null {
  let column = 0;
  for (let at = 0; at < reference.length && at < 3; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? null : column - 1;
}
