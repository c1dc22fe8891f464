import type { Context } from '../context/context.ts';
import { OUTCOMES, within, type Outcomes } from './counted.ts';
import type { Scope } from './find-scope.ts';

export interface Totals extends Outcomes {
  /** Deliveries in doubt that a person counted as sent. */
  markedSent: number;
}

/** All attempts in scope. */
export async function countTotals(ctx: Context, scope: Scope): Promise<Totals> {
  const { rows, values } = within(scope);
  const [totals] = await ctx.em.execute<Totals[]>(
    `select ${OUTCOMES}, coalesce(sum(marked_sent), 0)::int as "markedSent" from attempt_count where ${rows}`,
    values,
  );
  return totals!;
}
