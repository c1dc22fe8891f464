import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import type { MailingRun } from './mailing-run.entity.ts';
import type { PauseReason } from './run.enums.ts';
import { removePauseReasons } from './pause-reasons.ts';
import { recordOfRun } from './record-of-run.ts';
import { canControl, getRun } from './run.access.ts';

/**
 * Lifts a pause by a user and one by the SMTP server, and continues to send. Throws CONFLICT if the mailing
 * is disabled, its owner is blocked or the run is not paused.
 */
export async function resumeRun(ctx: Context, id: string): Promise<MailingRun> {
  const run = await getRun(ctx, id, { can: canControl });
  if (run.pauseReasons.includes('DISABLED')) throw conflict('MAILING_DISABLED');
  if (run.pauseReasons.includes('OWNER_BLOCKED')) throw conflict('OWNER_BLOCKED');
  const reasons: PauseReason[] = ['USER', 'SMTP_REFUSED', 'UNPREPARABLE'];
  await ctx.em.transactional(async () => {
    const resumed = await removePauseReasons(ctx, { runId: run.id }, { reasons });
    if (resumed === 0) throw conflict(run.finishedAt ? 'RUN_FINISHED' : 'RUN_NOT_PAUSED');
    await recordOfRun(ctx, run, 'RUN_RESUMED');
  });
  await ctx.wakeups.wakeWorkers();
  return ctx.em.refreshOrFail(run);
}
