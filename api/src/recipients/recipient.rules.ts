import * as v from 'valibot';
import { fault, type Fault } from '../errors/domain-error.ts';
import { oneOf, optionalLine, line, text } from '../input/validation.ts';
import { address } from '../input/address.ts';
import { MOST_ATTRIBUTE_BYTES, MOST_COMMENT, MOST_NAME } from './recipient-bounds.ts';
import { RecipientStatus } from './recipient.entity.ts';

// A response with deeper values cannot be serialised: a single recipient would break every list that contains
// it.
const MOST_ATTRIBUTE_LEVELS = 10;
// PostgreSQL stores neither NUL nor unpaired surrogates; JSON writes both as escapes, after an even number of
// backslashes.
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1)));

const attributes = v.pipe(
  v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'NOT_AN_OBJECT',
  ),
  v.check((value) => !isDeeper(value, MOST_ATTRIBUTE_LEVELS), 'TOO_DEEP'),
  v.check((value) => !UNSTORABLE.test(JSON.stringify(value)), 'CONTROL_CHARACTER'),
  v.check((value) => JSON.stringify(value).length <= MOST_ATTRIBUTE_BYTES, 'WRONG_VALUE'),
);

/** A recipient that may be saved; null clears an optional field. */
export const newRecipient = v.object({
  email: address,
  fullName: v.nullish(optionalLine(MOST_NAME), ''),
  comment: v.nullish(text(MOST_COMMENT), ''),
  attributes: v.nullish(attributes, {}),
});

export const recipientPatch = v.partial(
  v.object({
    email: address,
    fullName: v.pipe(
      v.nullable(optionalLine(MOST_NAME)),
      v.transform((value) => value ?? ''),
    ),
    comment: v.pipe(
      v.nullable(text(MOST_COMMENT)),
      v.transform((value) => value ?? ''),
    ),
    attributes: v.pipe(
      v.nullable(attributes),
      v.transform((value) => value ?? {}),
    ),
    status: oneOf(RecipientStatus),
  }),
);

/** A recipient that is identified by its address; absent fields stay unchanged. */
export const upsertedRecipient = v.object({
  email: address,
  fullName: v.optional(
    v.pipe(
      v.nullable(optionalLine(200)),
      v.transform((value) => value ?? ''),
    ),
  ),
  comment: v.optional(
    v.pipe(
      v.nullable(text(5000)),
      v.transform((value) => value ?? ''),
    ),
  ),
  attributes: v.nullish(attributes),
});

export const newList = v.object({ name: line(200), description: v.nullish(text(2000), '') });
export const listPatch = v.partial(
  v.object({
    name: line(200),
    description: v.pipe(
      v.nullable(text(2000)),
      v.transform((value) => value ?? ''),
    ),
  }),
);

export const addressTaken: Fault[] = [fault('EMAIL_TAKEN', ['email'])];
export const listNameTaken: Fault[] = [fault('LIST_NAME_TAKEN', ['name'])];
