import type { IntervalUnit } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

export const intervalUnits: readonly IntervalUnit[] = ['MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH'];

/** So many units between two starts, as a form holds them. */
export interface Step {
  every: number | null;
  unit: IntervalUnit;
}

/** Whether the number of a step is one that makes sense. */
export const isStep = (step: Step): step is Step & { every: number } =>
  step.every !== null && Number.isInteger(step.every) && step.every >= 1 && step.every <= 1000;

/** every 2 weeks, каждые 2 недели. */
export function everyText({ every, unit }: { every: number; unit: IntervalUnit }): string {
  const words: Record<IntervalUnit, (input: { count: number }) => string> = {
    MINUTE: m.every_minutes,
    HOUR: m.every_hours,
    DAY: m.every_days,
    WEEK: m.every_weeks,
    MONTH: m.every_months,
  };
  return words[unit]({ count: every });
}

/** minutes, минуты: for a choice of units. */
export function unitText(unit: IntervalUnit): string {
  const words: Record<IntervalUnit, () => string> = {
    MINUTE: m.unit_minutes,
    HOUR: m.unit_hours,
    DAY: m.unit_days,
    WEEK: m.unit_weeks,
    MONTH: m.unit_months,
  };
  return words[unit]();
}
