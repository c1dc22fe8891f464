import type { Context } from '../../context/context.ts';
import { currentRun } from '../../runs/current-run.ts';
import type { Mailing } from '../mailing.entity.ts';

/**
 * Completes a repeating mailing of which no start is left and no run goes on: nothing else would. One that never ran is
 * completed by its end. Inside a transaction that holds the mailing's lock.
 */
export async function endRepetition(ctx: Context, mailing: Mailing, now: Date): Promise<void> {
  if (mailing.nextRunAt != null) return;
  const hasEnded = mailing.interval != null && mailing.endAt != null && mailing.endAt <= now;
  if (mailing.status !== 'RUNNING' && !hasEnded) return;
  if (!(await currentRun(ctx, mailing.id))) mailing.status = 'COMPLETED';
}
