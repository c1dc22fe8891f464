import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { canSend, getMailing } from '../../mailings/mailing.access.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import { completeMailing } from '../../mailings/complete-mailing.ts';
import { setStartJob } from '../../mailings/schedule/start-job.ts';
import { currentRun } from '../../runs/current-run.ts';

/**
 * Disarms a mailing's start until a new one is saved; a repetition ends with it. Throws CONFLICT if no start
 * is armed.
 */
export async function disarmStart(ctx: Context, mailingId: string): Promise<Mailing> {
  const mailing = await ctx.em.transactional(async (em) => {
    const found = await getMailing(ctx, mailingId, { can: canSend, lock: true });
    if (!found.nextRunAt) throw conflict('NOT_ARMED');
    const dueAt = found.nextRunAt.toISOString();
    found.nextRunAt = null;
    await em.flush();
    await record(ctx, {
      action: 'START_DISARMED',
      subject: 'MAILING',
      subjectId: found.id,
      subjectName: found.name,
      ownerId: found.owner.id,
      details: { dueAt },
    });
    if (!(await currentRun(ctx, found.id))) await completeMailing(em, found.id);
    await em.refresh(found);
    return found;
  });
  await setStartJob(ctx, mailing.id);
  return mailing;
}
