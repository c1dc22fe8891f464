import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { cancelRun } from './cancel-run.ts';
import { MailingRun } from '../../runs/mailing-run.entity.ts';
import { canSend, getMailing } from '../../mailings/mailing.access.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import { setStartJob } from '../../mailings/schedule/start-job.ts';

/** Cancels a mailing's unfinished run and disarms its schedule. Throws CONFLICT if there is neither. */
export async function cancelMailing(ctx: Context, id: string): Promise<Mailing> {
  const { mailing, run } = await ctx.em.transactional(async () => {
    const mailing = await getMailing(ctx, id, { can: canSend, lock: true });
    if (mailing.status !== 'RUNNING' && mailing.nextRunAt == null) throw conflict('NOT_RUNNING');
    const run = await ctx.em.findOne(MailingRun, { mailing: mailing.id, finishedAt: null });
    mailing.nextRunAt = null;
    // Undoing a held launch would arm the start that it used up; a cancelled mailing must not start again.
    if (run) run.usedStartAt = null;
    if (!run && mailing.status === 'RUNNING') mailing.status = 'COMPLETED';
    return { mailing, run };
  });
  if (run && run.status !== 'CANCELLED') await cancelRun(ctx, run.id);
  await setStartJob(ctx, mailing.id);
  return ctx.em.refreshOrFail(mailing);
}
