import type * as v from 'valibot';
import { validated } from '../../input/validation.ts';
import { DomainError } from '../../errors/domain-error.ts';
import type { TextKey, TextParams } from '../../language/text.ts';
import { newRecipient } from '../recipient.rules.ts';
import type { CsvRecord } from './read-records.ts';
import type { Column } from './recognise-columns.ts';

/** A row as a recipient that may be kept. */
export type Person = v.InferOutput<typeof newRecipient>;

/** A row that cannot be kept, and why. */
export interface Rejected {
  line: number;
  text: string;
  reason: TextKey;
  params: TextParams;
}

/** The recipient that a row stands for, by its columns; or why it is none. */
export function readPerson(record: CsvRecord, columns: Column[]): Person | Rejected {
  if (!record.fields) return { line: record.line, text: record.text, reason: 'CSV_BROKEN_ROW', params: {} };
  try {
    return validated(newRecipient, valuesOf(record.fields, columns));
  } catch (error) {
    const fault = error instanceof DomainError ? error.details.faults?.[0] : undefined;
    if (!fault) throw error;
    return { line: record.line, text: record.text, reason: fault.code, params: fault.params };
  }
}

export const isRejected = (row: Person | Rejected): row is Rejected => 'reason' in row;

function valuesOf(fields: string[], columns: Column[]) {
  const attributes: Record<string, string> = {};
  const values: Record<string, string> = {};
  columns.forEach((column, index) => {
    const value = (fields[index] ?? '').trim();
    if (typeof column === 'string') values[column] = value;
    else if (value !== '') attributes[column.attribute] = value;
  });
  const name = values.FULL_NAME || [values.FIRST_NAME, values.LAST_NAME].filter(Boolean).join(' ');
  return { email: values.EMAIL ?? '', fullName: name, comment: values.COMMENT ?? '', attributes };
}
