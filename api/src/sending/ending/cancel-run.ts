import { record } from '../../audit/record.ts';
import { LockMode } from '@mikro-orm/core';
import type { Context } from '../../context/context.ts';
import { databaseNow } from '../../db/database-now.ts';
import { conflict } from '../../errors/domain-error.ts';
import { Mailing } from '../../mailings/mailing.entity.ts';
import { finishRun } from './finish-run.ts';
import type { MailingRun } from '../../runs/mailing-run.entity.ts';
import { canControl, getRun } from '../../runs/run.access.ts';
import { skipRest } from './skip-rest.ts';
import { setStartJob } from '../../mailings/schedule/start-job.ts';

// A million rows take longer than anybody waits for an answer; a worker goes on with what is left then.
const PATIENCE = 2000;

/**
 * Stops a run for good: what is on the wire finishes, the rest is SKIPPED (CANCELLED). While the launch is still held it
 * is undone: the mailing is what it was before. Throws CONFLICT if the run has finished.
 */
export async function cancelRun(ctx: Context, id: string | number): Promise<MailingRun> {
  const { mailing } = await getRun(ctx, id, { can: canControl });
  const { run, locked, isHeld } = await ctx.em.transactional(async (em) => {
    const locked = await em.findOneOrFail(Mailing, mailing.id, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
      refresh: true,
    });
    const run = await getRun(ctx, id, { can: canControl, lock: true });
    if (run.finishedAt || run.status === 'CANCELLED') throw conflict('RUN_FINISHED');
    const isHeld = run.heldUntil != null && run.heldUntil > (await databaseNow(ctx.em));
    run.status = 'CANCELLED';
    run.skipsRestAs = 'CANCELLED';
    if (isHeld) undo(locked, run);
    await record(ctx, {
      action: 'RUN_CANCELLED',
      subject: 'MAILING',
      subjectId: locked.id,
      subjectName: locked.name,
      ownerId: locked.owner.id,
      runId: run.id,
      details: { undone: isHeld },
    });
    return { run, locked, isHeld };
  });
  await skipRest(ctx.em, run.id, PATIENCE);
  await finishRun(ctx.em, run.id, ctx.log);
  if (isHeld) await setStartJob(ctx, locked.id);
  await ctx.em.refreshOrFail(locked);
  return ctx.em.refreshOrFail(run);
}

function undo(mailing: Mailing, run: MailingRun): void {
  mailing.status = run.launchedFrom;
  mailing.nextRunAt ??= run.usedStartAt ?? null;
}
