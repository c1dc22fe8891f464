import type { TextKey, TextParams } from '../../../language/text.ts';
import { MOST_ATTRIBUTE_BYTES, MOST_COMMENT, MOST_NAME } from '../../recipient-bounds.ts';
import { alienLetter } from './alien-letter.ts';
import { holdsAddress, parseCell, trimmed, type CellAddress } from './read-address.ts';
import type { TextRecord } from './read-records.ts';
import type { RefusalSettings } from '../import-settings.ts';
import type { Column, ColumnField } from './recognise-columns.ts';
import { isOtherEmail } from './column-titles.ts';
import { statusOf, type Refusal } from './status-words.ts';

/** A row as a recipient that can be saved. */
export interface Person {
  email: string;
  fullName: string;
  comment: string;
  attributes: Record<string, string>;
  /** Why no mail may be sent; null if nothing forbids it. */
  refusal: Refusal | null;
}

/** A remark on a row and its columns. */
export interface Remark {
  line: number;
  column: string;
  code: TextKey;
  params: TextParams;
  /** The original text of the row. */
  text: string;
  /** Whether the row was not saved. */
  isRejected: boolean;
}

interface ReadRow {
  /** Null if the row cannot be saved. */
  person: Person | null;
  remark: Remark | null;
}

/** Why a row cannot be saved. */
class Unusable extends Error {
  readonly code: TextKey;
  readonly column: string;
  readonly params: TextParams;

  constructor(code: TextKey, column: string, params: TextParams = {}) {
    super(code);
    this.code = code;
    this.column = column;
    this.params = params;
  }
}

type Placed = Column & { index: number };
type Cell = (column: Placed) => string;
type FoundAddress = CellAddress & { column: Placed };

/** Reads the rows of a file by its columns, one of which contains the addresses. */
export class RowReader {
  readonly #columns: Placed[];
  readonly #email: Placed;
  /** Those that also contain people's addresses, by their titles. */
  readonly #otherEmails: Placed[];
  readonly #fullName: Placed[];
  readonly #parts: Placed[];
  readonly #comments: Placed[];
  readonly #attributes: Placed[];
  readonly #statuses: Placed[];
  readonly #refusals: RefusalSettings | undefined;

  constructor(columns: Column[], refusals?: RefusalSettings) {
    this.#refusals = refusals;
    this.#columns = columns.map((column, index) => ({ ...column, index }));
    const of = (...fields: ColumnField[]) =>
      fields.flatMap((field) => this.#columns.filter((column) => column.field === field));
    this.#email = of('EMAIL')[0]!;
    this.#fullName = of('FULL_NAME');
    this.#parts = of('GIVEN_NAME', 'MIDDLE_NAME', 'FAMILY_NAME');
    this.#comments = of('COMMENT');
    this.#attributes = of('ATTRIBUTE');
    this.#otherEmails = this.#attributes.filter(({ name }) => isOtherEmail(name));
    this.#statuses = of('STATUS');
  }

  /** Returns the person in a row, and the remarks on it. */
  read(record: TextRecord): ReadRow {
    try {
      return this.#person(record);
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      const { column, code, params } = error;
      const { line, text } = record;
      return { person: null, remark: { line, column, code, params, text, isRejected: true } };
    }
  }

  #person({ line, fields, text }: TextRecord): ReadRow {
    if (!fields) throw new Unusable('CSV_BROKEN_ROW', '');
    this.#assertFits(fields);
    const cell: Cell = ({ index }) => valueOf(fields[index] ?? '');
    const address = this.#address(cell);
    const person = {
      email: address.address,
      fullName: this.#name(cell, address.name),
      comment: this.#comment(cell),
      attributes: this.#attributesOf(cell),
      refusal: this.#refusals ? this.#refusalOr(this.#refusals, fields) : this.#refusal(cell),
    };
    const noted = this.#noteOn(address);
    return { person, remark: noted && { ...noted, line, text, column: this.#email.name, isRejected: false } };
  }

  #noteOn({ others, column }: FoundAddress): Pick<Remark, 'code' | 'params'> | null {
    if (others) {
      return { code: 'IMPORT_OTHER_ADDRESSES', params: { addresses: others.slice(0, 500).toWellFormed() } };
    }
    return column === this.#email
      ? null
      : { code: 'IMPORT_ADDRESS_ELSEWHERE', params: { column: column.name } };
  }

  /** Throws if there are more values than titles: a delimiter within a value has shifted what follows. */
  #assertFits(fields: string[]): void {
    const bound = this.#columns.length;
    if (fields.length > bound && fields.slice(bound).some((field) => trimmed(field) !== '')) {
      throw new Unusable('CSV_TOO_MANY_FIELDS', '', { count: fields.length, bound });
    }
    const wrong = fields.findIndex(
      (field, index) => field.includes('\uFFFD') && this.#columns[index]?.field !== 'IGNORE',
    );
    if (wrong >= 0) throw new Unusable('CSV_WRONG_CHARACTERS', this.#columns[wrong]!.name);
  }

  /** Address books leave the first column empty for those who only have, say, a private address. */
  #address(cell: Cell): FoundAddress {
    const isEmpty = trimmed(cell(this.#email)) === '';
    const other = isEmpty ? this.#otherEmails.find((column) => holdsAddress(cell(column))) : undefined;
    const column = other ?? this.#email;
    const parsed = parseCell(cell(column));
    if (!parsed.ok) throw new Unusable(parsed.code, column.name, parsed.params);
    // A no is kept however its address is spelt.
    const alien = this.#refusals ? null : alienLetter(parsed.address);
    if (alien) throw new Unusable('EMAIL_ALIEN_LETTER', column.name, { ...alien });
    return { ...parsed, column };
  }

  #name(cell: Cell, beside: string): string {
    const joined = (columns: Placed[]) =>
      columns
        .map((column) => lineOf(cell(column)))
        .filter(Boolean)
        .join(' ');
    const whole = joined(this.#fullName);
    const name = whole || joined(this.#parts) || lineOf(beside);
    const column = (whole ? this.#fullName[0] : this.#parts[0]) ?? this.#email;
    assertLength(name, column, MOST_NAME);
    return name;
  }

  #comment(cell: Cell): string {
    const comment = this.#comments
      .map((column) => textOf(cell(column)))
      .filter(Boolean)
      .join('\n');
    if (comment !== '') assertLength(comment, this.#comments[0]!, MOST_COMMENT);
    return comment;
  }

  #attributesOf(cell: Cell): Record<string, string> {
    // Without a prototype, a title such as __proto__ is like any other.
    const values = Object.create(null) as Record<string, string>;
    let length = 2;
    for (const column of this.#attributes) {
      const value = textOf(cell(column));
      if (value === '') continue;
      values[column.attribute] = value;
      length += JSON.stringify(value).length + JSON.stringify(column.attribute).length + 2;
      if (length > MOST_ATTRIBUTE_BYTES) {
        throw new Unusable('TOO_LONG', column.name, { bound: MOST_ATTRIBUTE_BYTES });
      }
    }
    return values;
  }

  /** A refusal in unknown words still counts as one. */
  #refusalOr({ reason, lifted }: RefusalSettings, fields: string[]): Refusal | null {
    if (lifted !== null && trimmed(fields[lifted] ?? '') !== '') return null;
    const values = this.#statuses
      .map(({ index, name }) => ({ value: trimmed(fields[index] ?? ''), name }))
      .filter(({ value }) => value !== '');
    const said = values.map(({ value, name }) => statusOf(value, name) ?? reason);
    const refusal = said.find((status) => status !== 'ACTIVE');
    if (refusal === undefined) return said.length === 0 ? reason : null;
    return refusal === 'UNCONFIRMED' ? reason : refusal;
  }

  /**
   * Returns the weightiest refusal of several columns. Throws for whoever has not confirmed yet: a suppression
   * would outlive the confirmation.
   */
  #refusal(cell: Cell): Refusal | null {
    let refusal: Refusal | null = null;
    let unconfirmed: Placed | null = null;
    for (const column of this.#statuses) {
      const value = trimmed(cell(column));
      const status = statusOf(value, column.name);
      if (status === null) {
        throw new Unusable('IMPORT_UNKNOWN_STATUS', column.name, {
          value: value.slice(0, 100).toWellFormed(),
        });
      }
      if (status === 'UNCONFIRMED') unconfirmed ??= column;
      else if (status !== 'ACTIVE') refusal ??= status;
    }
    if (unconfirmed && refusal === null) throw new Unusable('IMPORT_UNCONFIRMED', unconfirmed.name);
    return refusal;
  }
}

/**
 * `="00123"` keeps a spreadsheet from taking a text for a number; databases write a missing value as `NULL` or
 * `\\N`.
 */
function valueOf(field: string): string {
  if (field === 'NULL' || field === '\\N') return '';
  if (!field.startsWith('="') || !field.endsWith('"')) return field;
  return field.slice(2, -1).replaceAll('""', '"');
}

function assertLength(text: string, column: Placed, bound: number): void {
  if (text.length > bound) throw new Unusable('TOO_LONG', column.name, { bound });
}

// Plain text needs none of the expensive replacements.
const isPlain = (text: string) => /^(?:[^\p{Cc}\p{Cf}\p{Z}]+(?: [^\p{Cc}\p{Cf}\p{Z}]+)*)?$/u.test(text);

/** Returns one line: line breaks, tabs and other control characters become spaces. */
const lineOf = (text: string) =>
  isPlain(text) ? text : trimmed(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')).replaceAll(/ {2,}/g, ' ');

/** Removes control characters, except line breaks and tabs. */
const textOf = (text: string) =>
  isPlain(text)
    ? text
    : trimmed(text.replaceAll(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n').replaceAll(/(?![\n\t])\p{Cc}/gu, ''));
