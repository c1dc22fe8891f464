import type { RecipientFilter } from '#lib/gql/graphql.ts';
import { conditionProblem } from './condition-problem.ts';
import { conditionsOf } from './read-filter.ts';
import { filterOf } from './write-filter.ts';

/** Returns the conditions in a URL. A URL may contain anything, so invalid conditions are left out. */
export function whereOf(params: Pick<URLSearchParams, 'get'>): RecipientFilter {
  try {
    const given: unknown = JSON.parse(params.get('where') ?? '{}');
    return typeof given === 'object' && given !== null ? normal(given as RecipientFilter) : {};
  } catch {
    return {};
  }
}

/** Returns the conditions for a URL; null if there are none. */
export const whereParam = (filter: RecipientFilter): string | null =>
  Object.keys(filter).length > 0 ? JSON.stringify(filter) : null;

/** Returns the same filter in its shortest form, without invalid conditions. */
export function normal(filter: RecipientFilter): RecipientFilter {
  // Names and days are not shown here, so any zone will do.
  const lines = conditionsOf(filter, { zone: 'UTC', lists: [] });
  return filterOf(
    lines.filter((line) => conditionProblem(line, lines) === undefined),
    'UTC',
  );
}

/** Combines two filters; if only one of them can set a condition, the later one wins. */
export function bothOf(one: RecipientFilter, other: RecipientFilter): RecipientFilter {
  const both: RecipientFilter = { ...one, ...other };
  for (const name of ['attributeConditions', 'allListIds', 'noneOfListIds'] as const) {
    const all = [...(one[name] ?? []), ...(other[name] ?? [])];
    if (all.length > 0) Object.assign(both, { [name]: all });
  }
  return both;
}
