import type { Context } from '../../context/context.ts';
import { finishRun } from './finish-run.ts';

/**
 * Ends a run that has only deferred deliveries left, by marking them as failed. Returns false and changes
 * nothing if other deliveries are left or one is on the wire.
 */
export async function closeDeferred(ctx: Context, runId: number): Promise<boolean> {
  const rows = await ctx.em.execute<{ id: number }[]>(
    `select id from mailing_run run where id = ? and finished_at is null and pending = 0 and not exists (
       select from lease where run_id = run.id and in_flight <> '{}') for update`,
    [runId],
  );
  if (rows.length === 0) return false;
  await ctx.em.execute(
    `with closed as (
       update delivery set state = 'FAILED', next_try_at = null where run_id = ? and exception = 'DEFERRED' returning id
     )
     update mailing_run set deferred = deferred - (select count(*) from closed),
       failed = failed + (select count(*) from closed) where id = ?`,
    [runId, runId],
  );
  return finishRun(ctx.em, runId, ctx.log);
}
