import type { App } from '../context/app.ts';
import { makeUpStarts } from '../sending/starts/make-up-starts.ts';
import { settleStatuses } from '../recipients/suppressions/settle-statuses.ts';
import { sumUp } from '../recipients/counts/sum-up.ts';
import { setStartJob } from '../mailings/schedule/start-job.ts';

// Far enough ahead that a lost job is scheduled again before it is due.
const AHEAD_SECONDS = 90;

/**
 * Repairs what may have been forgotten: starts that are due and did not fire, coming starts whose job was
 * lost, and runs of jobs whose process died. Returns what was done, in a few words.
 */
export async function sweep(app: App): Promise<string> {
  const ctx = app.asSchedule();
  const mailings = await ctx.em.execute<{ id: number; owner_id: number; is_due: boolean }[]>(
    `select id, owner_id, next_run_at <= now() as is_due from mailing
     where next_run_at <= now() + make_interval(secs => ?) order by next_run_at limit 1000`,
    [AHEAD_SECONDS],
  );
  const started = await makeUpStarts(
    app,
    mailings.filter((mailing) => mailing.is_due),
  );
  // After all starts, so that a store that does not respond delays none of them.
  for (const { id } of mailings) {
    if (await ctx.wakeups.isStoreAway()) break;
    await setStartJob(ctx, id);
  }
  const lost = await ctx.em.execute<{ id: number }[]>(
    `update job_run set status = 'FAILED', finished_at = now(), result = 'Its process died.'
     where status = 'RUNNING' and started_at < now() - interval '10 minutes' returning id`,
  );
  await sumUp(ctx.em);
  await settleStatuses(ctx.em);
  return `Starts made up: ${started}. Coming starts: ${mailings.length - started}. Jobs lost: ${lost.length}.`;
}
