import { m } from '#lib/paraglide/messages.js';
import { valueKind, type Condition } from './condition.ts';
import { linesOf, numberOf } from './write-filter.ts';

/** Returns the problem of a line among the others, or null if it is valid. */
export function conditionProblem(condition: Condition, all: readonly Condition[]): string | undefined {
  if (isRepeated(condition, all)) return m.condition_repeated();
  if (condition.subject === 'attribute' && !condition.name.trim()) return m.condition_name_required();
  return checks[valueKind(condition)]?.(condition);
}

/** An attribute may have several lines, everything else only one for each operator. */
function isRepeated({ key, subject, operator }: Condition, all: readonly Condition[]): boolean {
  if (subject === 'attribute') return false;
  const group = operator === 'ever' || operator === 'never' ? ['ever', 'never'] : [operator];
  const first = all.find((other) => other.subject === subject && group.includes(other.operator));
  return first !== undefined && first.key !== key;
}

type Check = (condition: Condition) => string | undefined;

const unless = (isRight: boolean, message: () => string) => (isRight ? undefined : message());

const checks: Partial<Record<ReturnType<typeof valueKind>, Check>> = {
  text: ({ text }) => unless(text.trim() !== '', m.condition_value_required),
  lines: ({ text }) =>
    unless(linesOf(text).length > 0, m.condition_value_required) ??
    unless(linesOf(text).length <= 100, m.condition_too_many),
  number: ({ text }) => unless(Number.isFinite(numberOf(text)), m.condition_number_wrong),
  days: ({ text }) => unless(/^\d{1,4}$/.test(text) && +text >= 1 && +text <= 3650, m.condition_days_wrong),
  day: ({ text }) => unless(/^\d{4}-\d{2}-\d{2}$/.test(text), m.condition_day_required),
  lists: ({ chosen }) => unless(chosen.length > 0, m.condition_list_required),
  statuses: ({ chosen }) => unless(chosen.length > 0, m.condition_status_required),
};
