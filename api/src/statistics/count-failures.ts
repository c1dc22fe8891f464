import type { Context } from '../context/context.ts';
import { counted } from './counted.ts';
import type { Scope } from './find-scope.ts';
import type { ErrorStatistics } from './statistics.ts';

/** Counts attempts by why they did not succeed, the most frequent reasons first. */
export async function countFailures(ctx: Context, scope: Scope, first: number): Promise<ErrorStatistics[]> {
  const { sql, values } = counted(scope, 'failure');
  return ctx.em.execute<ErrorStatistics[]>(
    `with ${sql}
     select reason, max(server_response) as "serverResponse", sum(count)::int as count from counted
     group by 1 order by 3 desc, 1 limit ?`,
    [...values, first],
  );
}
