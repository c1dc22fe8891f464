import type { Scope } from './find-scope.ts';

/** Attempts by how they ended. */
export interface Outcomes {
  succeeded: number;
  failed: number;
  unknown: number;
}

/** The sums of a counter's rows. */
export const OUTCOMES = ['succeeded', 'failed', 'unknown']
  .map((name) => `coalesce(sum(${name}), 0)::int as ${name}`)
  .join();

/** The condition that a counter's rows are in scope, and the values of its placeholders. */
export function within({ ownerId, mailingId, from, to }: Scope): { rows: string; values: unknown[] } {
  const conditions = ['quarter >= ?', 'quarter < ?'];
  const values: unknown[] = [from, to];
  for (const [column, id] of [
    ['owner_id', ownerId],
    ['mailing_id', mailingId],
  ] as const) {
    if (id === null) continue;
    conditions.push(`${column} = ?`);
    values.push(id);
  }
  return { rows: conditions.join(' and '), values };
}
