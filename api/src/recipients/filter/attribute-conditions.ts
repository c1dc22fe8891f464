import type { Sql } from '../../db/sql.ts';
import type { AttributeCondition, AttributeValue } from './attribute-condition.inputs.ts';

/** Returns a condition on attributes as SQL over the recipients' table; `{}` stands for the table's alias. */
export function attributeConditions(condition: AttributeCondition): Sql[] {
  const { name, equals, oneOf, noneOf, exists, contains, atLeast, atMost, onOrAfter, before } = condition;
  const conditions: Sql[] = [];
  if (equals != null) conditions.push(isOneOf(name, [equals]));
  if (oneOf) conditions.push(isOneOf(name, oneOf));
  if (noneOf) conditions.push(isNoneOf(name, noneOf));
  if (exists != null) conditions.push(isThere(name, exists));
  if (contains != null) conditions.push(hasPart(name, contains));
  if (atLeast != null) conditions.push(compared(name, { as: NUMBER, sql: '>= ?::numeric', with: atLeast }));
  if (atMost != null) conditions.push(compared(name, { as: NUMBER, sql: '<= ?::numeric', with: atMost }));
  if (onOrAfter != null) conditions.push(compared(name, { as: DAY, sql: '>= ?', with: onOrAfter }));
  if (before != null) conditions.push(compared(name, { as: DAY, sql: '< ?', with: before }));
  return conditions;
}

/** If the attribute is a list, one of its items must match. Uses the index on attributes. */
const isOneOf = (name: string, values: AttributeValue[]): Sql => ({
  sql: '{}.attributes @@ ?::jsonpath',
  params: [anyOf(name, values)],
});

// Values that cannot be compared, such as an object and a text, give neither true nor false.
const isNoneOf = (name: string, values: AttributeValue[]): Sql => ({
  sql: '({}.attributes @@ ?::jsonpath) is not true',
  params: [anyOf(name, values)],
});

const anyOf = (name: string, values: AttributeValue[]) =>
  [...new Set(values.flatMap((value) => formsOf(value)).map((value) => JSON.stringify(value)))]
    .map((value) => `$.${JSON.stringify(name)} == ${value}`)
    .join(' || ');

/** Files contain only texts, programs write numbers: both forms match. */
function formsOf(value: AttributeValue): AttributeValue[] {
  if (typeof value !== 'string') return [value, String(value)];
  if (value === 'true' || value === 'false') return [value, value === 'true'];
  const number = Number(value);
  return String(number) === value && Number.isFinite(number) ? [value, number] : [value];
}

const isThere = (name: string, exists: boolean): Sql => ({
  sql: `${exists ? '' : 'not '}jsonb_exists({}.attributes, ?)`,
  params: [name],
});

const hasPart = (name: string, part: string): Sql => ({
  sql: 'lower({}.attributes ->> ?) like ?',
  params: [name, `%${part.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`],
});

/** An attribute that is not a number or a date does not match. */
const compared = (
  name: string,
  { as, sql, with: bound }: { as: string; sql: string; with: unknown },
): Sql => ({
  sql: `(select (${as}) ${sql} from (select {}.attributes ->> ? as text) given)`,
  params: [bound, name],
});

const NUMBER = `case when text ~ '^ *[+-]{0,1}[0-9]{1,30}([.,][0-9]{1,10}){0,1} *$' then replace(text, ',', '.')::numeric end`;
const DAY = `case when text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' then left(text, 10)
  when text ~ '^[0-9]{2}[.][0-9]{2}[.][0-9]{4}' then substr(text, 7, 4) || '-' || substr(text, 4, 2) || '-' || left(text, 2) end`;
