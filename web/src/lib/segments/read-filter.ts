import type { AttributeCondition, RecipientFilter } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { localTimeOf } from '#lib/schedule/zoned-time.ts';
import { recipientState } from '#lib/states/recipient-state.ts';
import type { Option } from '#lib/ui/option.ts';
import { newCondition, type Condition, type Operator, type Subject } from './condition.ts';

interface Known {
  /** The time zone for days. */
  zone: string;
  lists: readonly { id: string; name: string }[];
}

/** Returns the lines of a filter; together they mean the same. */
export function conditionsOf(filter: RecipientFilter, known: Known): Condition[] {
  return [
    ...(filter.attributeConditions ?? []).flatMap(ofAttribute),
    ...ofLists(filter, known),
    ...ofStatuses(filter),
    ...times.flatMap(([name, subject, operator]) => ofTime(filter[name], { subject, operator, ...known })),
    ...days.flatMap(([name, subject, operator]) => ofText(filter[name], { subject, operator })),
    ...ofSent(filter.wasSentTo),
    ...ofText(filter.search, { subject: 'text', operator: 'contains' }),
    ...(filter.emails ? [newCondition('emails', { kept: filter.emails })] : []),
    ...(filter.attributes ? [newCondition('exactly', { kept: filter.attributes })] : []),
  ];
}

/** The times in a filter, with the line for each. */
export const times = [
  ['createdAfter', 'created', 'onOrAfter'],
  ['createdBefore', 'created', 'before'],
  ['updatedAfter', 'updated', 'onOrAfter'],
  ['updatedBefore', 'updated', 'before'],
  ['lastSentAfter', 'sent', 'onOrAfter'],
  ['lastSentBefore', 'sent', 'before'],
] as const satisfies readonly (readonly [keyof RecipientFilter, Subject, Operator])[];

export const days = [
  ['createdWithinDays', 'created', 'withinDays'],
  ['sentWithinDays', 'sent', 'withinDays'],
  ['notSentWithinDays', 'sent', 'notWithinDays'],
] as const satisfies readonly (readonly [keyof RecipientFilter, Subject, Operator])[];

export const listNames = [
  ['listIds', 'inAny'],
  ['allListIds', 'inAll'],
  ['noneOfListIds', 'inNone'],
] as const satisfies readonly (readonly [keyof RecipientFilter, Operator])[];

function ofAttribute({ name, ...given }: AttributeCondition): Condition[] {
  const line = (operator: Operator, text: string) => newCondition('attribute', { name, operator, text });
  const { equals, oneOf, noneOf, exists } = given;
  return [
    ...(equals == null ? [] : [line('is', String(equals))]),
    ...(oneOf ? [line('oneOf', oneOf.map(String).join('\n'))] : []),
    ...(noneOf ? [line(noneOf.length === 1 ? 'isNot' : 'noneOf', noneOf.map(String).join('\n'))] : []),
    ...(exists == null ? [] : [line(exists ? 'exists' : 'missing', '')]),
    ...(['contains', 'atLeast', 'atMost', 'onOrAfter', 'before'] as const).flatMap((operator) =>
      given[operator] == null ? [] : [line(operator, String(given[operator]))],
    ),
  ];
}

function ofLists({ listId, ...filter }: RecipientFilter, { lists }: Known): Condition[] {
  const option = (id: string): Option => ({
    value: id,
    label: lists.find((list) => list.id === id)?.name ?? m.condition_list_unknown({ id }),
  });
  // A single list reads best as "in any of", unless there is such a line already.
  const one = listId ? [listId] : [];
  const asked = filter.listIds
    ? { ...filter, allListIds: [...one, ...(filter.allListIds ?? [])] }
    : { ...filter, listIds: one };
  return listNames.flatMap(([name, operator]) => {
    const ids = [...new Set(asked[name] ?? [])];
    return ids.length > 0 ? [newCondition('list', { operator, chosen: ids.map(option) })] : [];
  });
}

function ofStatuses({ status, statuses }: RecipientFilter): Condition[] {
  const given = status ? [status] : (statuses ?? []);
  if (given.length === 0) return [];
  const chosen = given.map((value) => ({ value, label: recipientState(value).label }));
  return [newCondition('status', { chosen })];
}

function ofTime(
  given: string | null | undefined,
  { zone, ...line }: Known & { subject: Subject; operator: Operator },
): Condition[] {
  if (!given || Number.isNaN(Date.parse(given))) return [];
  const { subject, operator } = line;
  return [newCondition(subject, { operator, text: localTimeOf(given, zone).slice(0, 10), kept: given })];
}

const ofText = (
  given: string | number | null | undefined,
  { subject, operator }: { subject: Subject; operator: Operator },
): Condition[] => (given == null ? [] : [newCondition(subject, { operator, text: String(given) })]);

const ofSent = (wasSentTo: boolean | null | undefined): Condition[] =>
  wasSentTo == null ? [] : [newCondition('sent', { operator: wasSentTo ? 'ever' : 'never' })];
