import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { removePauseReasons } from '../runs/pause-reasons.ts';
import { canDisable, getMailing } from './mailing.access.ts';
import type { Mailing } from './mailing.entity.ts';

/** Enables a mailing again. A run that was paused by disabling stays paused until somebody resumes it. */
export async function enableMailing(ctx: Context, id: string): Promise<Mailing> {
  return ctx.em.transactional(async () => {
    const mailing = await getMailing(ctx, id, { can: canDisable, lock: true });
    if (mailing.isActive) return mailing;
    Object.assign(mailing, { isActive: true, disabledAt: null, disabledBy: null, disabledReason: null });
    await ctx.em.flush();
    await record(ctx, {
      action: 'MAILING_ENABLED',
      subject: 'MAILING',
      subjectId: mailing.id,
      subjectName: mailing.name,
      ownerId: mailing.owner.id,
    });
    await removePauseReasons(ctx, { mailingId: mailing.id }, { reasons: ['DISABLED'], keepPaused: true });
    return mailing;
  });
}
