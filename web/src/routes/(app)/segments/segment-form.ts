import * as v from 'valibot';
import { filledRule } from '#lib/forms/rules.ts';
import type { RecipientFilter } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Condition } from '#lib/segments/condition.ts';
import { conditionProblem } from '#lib/segments/condition-problem.ts';
import { filterOf } from '#lib/segments/write-filter.ts';

/** The form's values; the fields are named like the API's, so that refusals find their fields. */
export type SegmentValues = { name: string; description: string; filter: Condition[] };
export interface SegmentEntry {
  name: string;
  description: string;
  filter: RecipientFilter;
}

/** Days begin at midnight in the zone. */
export const segmentSchema = (zone: string) =>
  v.pipe(
    v.object({
      name: filledRule(m.segment_name_required()),
      description: v.pipe(v.string(), v.trim()),
      filter: v.pipe(
        v.custom<Condition[]>(Array.isArray),
        v.check((lines) => lines.length > 0, m.segment_conditions_required()),
        v.check((lines) => areRight(lines), m.segment_conditions_wrong()),
      ),
    }),
    v.transform(({ filter, ...rest }): SegmentEntry => ({ ...rest, filter: filterOf(filter, zone) })),
  );

export const areRight = (lines: readonly Condition[]): boolean =>
  lines.every((line) => conditionProblem(line, lines) === undefined);
