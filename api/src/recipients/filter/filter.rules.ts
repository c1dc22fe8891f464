import * as v from 'valibot';
import { idOf } from '../../access/owned-things.ts';
import { RecipientStatus } from '../recipient.entity.ts';

const MOST_CONDITIONS = 20;
const MOST_VALUES = 100;
const MOST_LISTS = 100;
const MOST_EMAILS = 1000;
const MOST_DAYS = 3650;

// PostgreSQL stores neither NUL nor unpaired surrogates, so no stored text can match them.
const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed();
const textOf = (most: number) =>
  v.pipe(v.string('WRONG_VALUE'), v.maxLength(most, 'TOO_LONG'), v.check(isStorable, 'CONTROL_CHARACTER'));
const somethingOf = (most: number) => v.pipe(textOf(most), v.nonEmpty('REQUIRED'));
const several = <const S extends v.GenericSchema>(item: S, most: number) =>
  v.pipe(v.array(item, 'WRONG_VALUE'), v.maxLength(most, 'TOO_MANY'));

const scalar = v.union([v.string(), v.pipe(v.number(), v.finite()), v.boolean()], 'WRONG_VALUE');
/** A value that an attribute can be compared with, or set to. */
export const attributeValue = v.pipe(
  scalar,
  v.check((given) => typeof given !== 'string' || given.length <= 1000, 'TOO_LONG'),
  v.check((given) => typeof given !== 'string' || isStorable(given), 'CONTROL_CHARACTER'),
);
const values = v.pipe(several(attributeValue, MOST_VALUES), v.nonEmpty('REQUIRED'));
const number = v.pipe(v.number('WRONG_VALUE'), v.finite('WRONG_VALUE'));
const day = v.pipe(v.string('WRONG_VALUE'), v.isoDate('WRONG_VALUE'));

const condition = v.pipe(
  v.strictObject(
    {
      name: somethingOf(200),
      equals: v.nullish(attributeValue),
      oneOf: v.nullish(values),
      noneOf: v.nullish(values),
      exists: v.nullish(v.boolean('WRONG_VALUE')),
      contains: v.nullish(somethingOf(200)),
      atLeast: v.nullish(number),
      atMost: v.nullish(number),
      onOrAfter: v.nullish(day),
      before: v.nullish(day),
    },
    'WRONG_VALUE',
  ),
  v.check(({ name: _name, ...rest }) => Object.values(rest).some((given) => given != null), 'REQUIRED'),
);

// A time from the API, or in a filter stored as JSON.
const time = v.pipe(
  v.union([v.date(), v.pipe(v.string(), v.isoTimestamp())], 'WRONG_VALUE'),
  v.transform((given) => new Date(given)),
);
const days = v.pipe(
  v.number('WRONG_VALUE'),
  v.integer('WRONG_VALUE'),
  v.minValue(1, 'WRONG_VALUE'),
  v.maxValue(MOST_DAYS, 'WRONG_VALUE'),
);
// A text that cannot be an id matches nothing.
const id = v.pipe(
  v.union([v.string(), v.number()], 'WRONG_VALUE'),
  v.transform((given) => String(idOf(given) ?? 0)),
);
const ids = several(id, MOST_LISTS);
const status = v.picklist(Object.values(RecipientStatus), 'WRONG_VALUE');
const attributes = v.pipe(
  v.custom<Record<string, unknown>>(
    (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
    'NOT_AN_OBJECT',
  ),
  v.check((given) => Object.keys(given).length <= MOST_CONDITIONS, 'WRONG_VALUE'),
  v.check(
    (given) => !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(given)),
    'CONTROL_CHARACTER',
  ),
);

/** A filter of recipients, from the API or as it was stored, within the limits. */
export const recipientFilter = v.strictObject(
  {
    search: v.nullish(v.pipe(v.string('WRONG_VALUE'), v.maxLength(1000, 'TOO_LONG'))),
    status: v.nullish(status),
    statuses: v.nullish(several(status, 10)),
    listId: v.nullish(id),
    listIds: v.nullish(ids),
    allListIds: v.nullish(ids),
    noneOfListIds: v.nullish(ids),
    emails: v.nullish(several(v.string('WRONG_VALUE'), MOST_EMAILS)),
    attributes: v.nullish(attributes),
    attributeConditions: v.nullish(several(condition, MOST_CONDITIONS)),
    createdAfter: v.nullish(time),
    createdBefore: v.nullish(time),
    createdWithinDays: v.nullish(days),
    updatedAfter: v.nullish(time),
    updatedBefore: v.nullish(time),
    lastSentAfter: v.nullish(time),
    lastSentBefore: v.nullish(time),
    sentWithinDays: v.nullish(days),
    notSentWithinDays: v.nullish(days),
    wasSentTo: v.nullish(v.boolean('WRONG_VALUE')),
    ownerId: v.nullish(id),
  },
  'WRONG_VALUE',
);
