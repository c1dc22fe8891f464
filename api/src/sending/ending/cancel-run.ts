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

// Skipping a million rows takes longer than a client waits for a response; a worker skips what is left.
const PATIENCE = 2000;

/**
 * Stops a run for good: mails on the wire finish, the other deliveries become SKIPPED with the reason
 * CANCELLED. While the launch is still held, undoes the launch instead, and the mailing is as it was before.
 * Throws CONFLICT if the run has finished.
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
