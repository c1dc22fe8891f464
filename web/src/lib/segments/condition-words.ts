import { formatDate } from '#lib/format/date.ts';
import { m } from '#lib/paraglide/messages.js';
import { valueKind, type Condition, type Operator, type Subject } from './condition.ts';
import { linesOf } from './write-filter.ts';

/** The name of what is compared, for a choice. */
export function subjectName(subject: Subject): string {
  const names: Record<Subject, () => string> = {
    attribute: m.condition_attribute,
    list: m.condition_list,
    status: m.column_status,
    created: m.condition_created,
    updated: m.condition_updated,
    sent: m.condition_sent,
    text: m.condition_text,
    emails: m.condition_emails,
    exactly: m.condition_exactly,
  };
  return names[subject]();
}

/** The name of an operator, for a choice. */
export function operatorName(operator: Operator): string {
  const names: Record<Operator, () => string> = {
    is: m.condition_is,
    isNot: m.condition_is_not,
    oneOf: m.condition_one_of,
    noneOf: m.condition_none_of,
    contains: m.condition_contains,
    atLeast: m.condition_at_least,
    atMost: m.condition_at_most,
    onOrAfter: m.condition_on_or_after,
    before: m.condition_before,
    exists: m.condition_exists,
    missing: m.condition_missing,
    inAny: m.condition_in_any,
    inAll: m.condition_in_all,
    inNone: m.condition_in_none,
    withinDays: m.condition_within_days,
    notWithinDays: m.condition_not_within_days,
    ever: m.condition_ever,
    never: m.condition_never,
    kept: m.condition_kept,
  };
  return names[operator]();
}

/** Describes a line in a few words: "city: is Rome". */
export function conditionWords(condition: Condition): string {
  const { subject, operator } = condition;
  const name = (subject === 'attribute' && condition.name.trim()) || subjectName(subject);
  const value = valueWords(condition);
  if (!value && subject === 'status') return name;
  if (subject === 'status' || operator === 'kept') return `${name}: ${value}`;
  if (valueKind(condition) === 'days') return `${name}: ${value}`;
  return `${name}: ${[operatorName(operator), value].filter(Boolean).join(' ')}`;
}

function valueWords(condition: Condition): string {
  const { text, chosen, operator } = condition;
  const count = Number(text);
  switch (valueKind(condition)) {
    case 'none':
      return '';
    case 'lists':
    case 'statuses':
      return chosen.map(({ label }) => label).join(', ');
    case 'lines':
      return linesOf(text).join(', ');
    case 'day':
      return formatDate(`${text}T12:00:00Z`, 'UTC');
    case 'days':
      if (!text.trim()) return operatorName(operator);
      return operator === 'withinDays' ? m.condition_days({ count }) : m.condition_not_days({ count });
    case 'kept':
      return keptWords(condition);
    default:
      return text;
  }
}

function keptWords({ kept }: Condition): string {
  if (Array.isArray(kept)) return m.condition_addresses({ count: kept.length });
  return Object.entries(kept as Record<string, unknown>)
    .map(([name, value]) => `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
