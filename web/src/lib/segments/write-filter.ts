import type { AttributeCondition, RecipientFilter, RecipientStatus } from '#lib/gql/graphql.ts';
import { instantOf, localTimeOf } from '#lib/schedule/zoned-time.ts';
import type { Condition } from './condition.ts';
import { days, listNames, times } from './read-filter.ts';

/** Returns the filter for valid lines. Days begin at midnight in the zone. */
export function filterOf(conditions: readonly Condition[], zone: string): RecipientFilter {
  const filter: RecipientFilter = {};
  const attributes = conditions.filter(({ subject }) => subject === 'attribute').map(attributeOf);
  if (attributes.length > 0) filter.attributeConditions = attributes;
  for (const condition of conditions) Object.assign(filter, partOf(condition, zone));
  return filter;
}

function partOf(condition: Condition, zone: string): RecipientFilter {
  const { subject, operator, text, kept } = condition;
  const isLine = (line: readonly [string, ...string[]]) => line.includes(subject) && line.at(-1) === operator;
  const time = times.find(isLine);
  if (time) return { [time[0]]: instantBehind(condition, zone) };
  const day = days.find(isLine);
  if (day) return { [day[0]]: Number(text) };
  const chosen = condition.chosen.map(({ value }) => value);
  if (subject === 'status') return { statuses: chosen as RecipientStatus[] };
  if (subject === 'list') return { [listNames.find(([, name]) => name === operator)![0]]: chosen };
  if (subject === 'sent') return { wasSentTo: operator === 'ever' };
  if (subject === 'text') return { search: text.trim() };
  if (subject === 'emails') return { emails: kept as string[] };
  return subject === 'exactly' ? { attributes: kept } : {};
}

/** Keeps the exact time that was given, unless another day was chosen. */
function instantBehind({ text, kept }: Condition, zone: string): string {
  const isSame = typeof kept === 'string' && localTimeOf(kept, zone).slice(0, 10) === text;
  return isSame ? kept : instantOf(`${text}T00:00`, zone);
}

function attributeOf({ name: given, operator, text }: Condition): AttributeCondition {
  const name = given.trim();
  if (operator === 'is') return { name, equals: text };
  if (operator === 'isNot') return { name, noneOf: [text] };
  if (operator === 'oneOf' || operator === 'noneOf') return { name, [operator]: linesOf(text) };
  if (operator === 'exists' || operator === 'missing') return { name, exists: operator === 'exists' };
  if (operator === 'atLeast' || operator === 'atMost') return { name, [operator]: numberOf(text) };
  return { name, [operator]: text.trim() };
}

/** Returns the values of a text with a line for each. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** Parses 65,5 and 65.5; returns NaN if it is not a number. */
export const numberOf = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
