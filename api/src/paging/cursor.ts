import { createHmac } from 'node:crypto';
import { fault, invalid } from '../errors/domain-error.ts';
import type { OrderDirection } from './page-args.ts';

/** How a list is sorted: by one property, then by id in the same direction. */
export interface Sort<T> {
  field: keyof T & string;
  direction: OrderDirection;
}

/** A list with cursors. */
interface SortedList<T> extends Sort<T> {
  /** The name of the listed entity. */
  entity: string;
}

/** A row's place in a list: the value of the property that it is sorted by, and its id. */
export interface Place {
  value: unknown;
  id: number;
}

const SIGNATURE_LENGTH = 11;

/**
 * Returns a signed cursor, so that only cursors that this installation made are accepted, for the same list
 * in the same order.
 */
export function encodeCursor<T extends { id: number }>(secret: string, list: SortedList<T>, row: T): string {
  const { entity, field, direction } = list;
  const body = Buffer.from(JSON.stringify([entity, field, direction, row[field], row.id]));
  return body.toString('base64url') + sign(secret, body.toString('base64url'));
}

/** Parses a cursor. Throws INVALID that names the argument if it is not a cursor of this list. */
export function decodeCursor<T>(
  secret: string,
  list: SortedList<T>,
  given: { name: string; cursor: string },
): Place {
  const body = given.cursor.slice(0, -SIGNATURE_LENGTH);
  const wrong = () => invalid([fault('CURSOR_WRONG', [given.name])]);
  if (sign(secret, body) !== given.cursor.slice(-SIGNATURE_LENGTH)) throw wrong();
  const [entity, field, direction, value, id] = JSON.parse(
    Buffer.from(body, 'base64url').toString(),
  ) as unknown[];
  if (entity !== list.entity || field !== list.field || direction !== list.direction) throw wrong();
  return { value, id: id as number };
}

const sign = (secret: string, body: string) =>
  createHmac('sha256', secret).update(body).digest('base64url').slice(0, SIGNATURE_LENGTH);
