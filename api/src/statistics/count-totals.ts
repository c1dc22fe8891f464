import type { Context } from '../context/context.ts';
import { counted, OUTCOMES, type Outcomes } from './counted.ts';
import type { Scope } from './find-scope.ts';

export interface Totals extends Outcomes {
  /** Deliveries in doubt that a person counted as sent. */
  markedSent: number;
}

/** Counts all attempts in scope. */
export async function countTotals(ctx: Context, scope: Scope): Promise<Totals> {
  const { sql, values } = counted(scope, 'attempt');
  const [totals] = await ctx.em.execute<Totals[]>(
    `with ${sql} select ${OUTCOMES}, coalesce(sum(marked_sent), 0)::int as "markedSent" from counted`,
    values,
  );
  return totals!;
}
