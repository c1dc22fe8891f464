import type { Context } from '../context/context.ts';
import { within } from './counted.ts';
import type { Scope } from './find-scope.ts';
import type { ErrorStatistics } from './statistics.ts';

/** Why attempts did not succeed, the most frequent reasons first. */
export async function countFailures(ctx: Context, scope: Scope, first: number): Promise<ErrorStatistics[]> {
  const { rows, values } = within(scope);
  return ctx.em.execute<ErrorStatistics[]>(
    `select reason, max(server_response) as "serverResponse", sum(count)::int as count from failure_count
     where ${rows} group by 1 order by 3 desc, 1 limit ?`,
    [...values, first],
  );
}
