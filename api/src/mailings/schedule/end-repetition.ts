import type { Context } from '../../context/context.ts';
import { currentRun } from '../../runs/current-run.ts';
import type { Mailing } from '../mailing.entity.ts';

/**
 * Completes a repeating mailing that has no start left and no unfinished run, because nothing else would. A
 * mailing that never ran is completed by its end. Call it in a transaction that holds the mailing's lock.
 */
export async function endRepetition(ctx: Context, mailing: Mailing, now: Date): Promise<void> {
  if (mailing.nextRunAt != null) return;
  const hasEnded = mailing.interval != null && mailing.endAt != null && mailing.endAt <= now;
  if (mailing.status !== 'RUNNING' && !hasEnded) return;
  if (!(await currentRun(ctx, mailing.id))) mailing.status = 'COMPLETED';
}
